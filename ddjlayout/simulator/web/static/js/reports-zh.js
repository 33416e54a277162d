// What the simulator reports in English, in Chinese: of each text a pattern of all of it.
//
// The texts stand in ddjlayout/simulator: body.py, gate.py, signing.py, content.py, picture.py,
// paper.py, platform.py, printers.py, fetcher.py, door.py. One that is not here stays English.

const KEY = "(\\w+)";
const QUOTED = "('.*')";
const N = "(\\d[\\d.]*)";

const STATES = {
  NORMAL: "正常",
  PAPER_OUT: "缺纸",
  OVERHEATED: "过热",
  BUSY: "忙碌",
  OFFLINE: "离线",
  ERROR: "异常",
};
const ORDERS = {
  "not sorted": "没有排序",
  "sorted in descending order": "按降序排列",
  "sorted without regard to case": "排序时没有区分大小写",
  "sorted by length": "按长度排序",
};

/** Patterns in which K, 'Q' and N stand for a name, a quoted value and a number. */
const TABLE = [
  // Tolerated
  ["strings in single quotes", "字符串用了单引号"],
  ["unknown field 'Q' ignored", "未知字段 $1，已忽略"],
  ["unknown key 'Q' ignored", "未知的键 $1，已忽略"],
  ["a string of digits", "数字写成了字符串"],
  ["white space before the \\[", "[ 之前有空白"],
  ["K left out", "缺少 $1"],
  ["K 'Q' counts as 0", "$1 的值 $2 按 0 处理"],
  ["and N more", "另有 $1 处"],

  // Refused: the body and its fields
  ["K is missing", "缺少字段 $1"],
  ["K is empty", "$1 为空"],
  ["K is not JSON", "$1 不是 JSON"],
  ["the body is not UTF-8", "请求体不是 UTF-8"],
  ["the body is not JSON", "请求体不是 JSON"],
  ["the body is not a JSON object", "请求体不是 JSON 对象"],
  ["the body is larger than N bytes", "请求体超过 $1 字节"],
  ["K has to be a string", "$1 应为字符串"],
  ["K has to be a whole number", "$1 应为整数"],
  ["K has to be a whole number of 64 bits", "$1 应为 64 位整数"],
  ["K has to be an integer", "$1 应为整数"],

  // Refused: the account and the signature
  ["query parameter K has to be there once, 1 to N long", "查询参数 $1 应出现一次，长 1 到 $2 个字符"],
  ["no account has this appid", "没有账号使用这个 appid"],
  ["the account is disabled", "账号已被禁用"],
  ["the account is not verified", "账号未认证"],
  ["the signature is wrong", "签名错误"],
  ["the signature is right but not in lower-case letters", "签名正确，但没有用小写字母"],
  ["the three strings were (.+): sort them by character code", (order) => `签名的三个字符串${ORDERS[order] ?? order}：应按字符编码升序排列`],
  ["the timestamp has to be Unix time in whole seconds", "时间戳应为整数秒的 Unix 时间"],
  ["the timestamp has to be Unix time in whole seconds, not milliseconds", "时间戳应为整数秒的 Unix 时间，而不是毫秒"],
  ["the timestamp is N s old, at most N s are taken", "时间戳已过 $1 秒，最多允许 $2 秒"],
  ["the timestamp is N s ahead, at most N s are taken", "时间戳超前 $1 秒，最多允许 $2 秒"],
  ["this nonce was used before", "这个随机数已经用过"],
  ["more than N calls in a minute", "一分钟内超过 $1 次调用"],

  // Refused: the device, the user, the task
  ["no device has this Uuid", "没有打印机使用这个 Uuid"],
  ["OpenUserId N is not bound to the device", "OpenUserId $1 没有绑定这台打印机"],
  ["this account has no such task", "这个账号没有这个任务"],
  ["no such call", "没有这个接口"],
  ["a call is a POST", "接口只接受 POST"],
  ["the printer is in state K", (state) => `打印机处于“${STATES[state] ?? state}”状态`],
  ["too many jobs wait for a printer", "等待打印的任务太多"],
  ["fault before the call took effect", "故障发生在调用生效之前"],
  ["fault after the call took effect", "故障发生在调用生效之后"],

  // Refused: the content
  ["PrintContent has N bytes, at most N", "PrintContent 有 $1 字节，上限 $2"],
  ["PrintContent has no items", "PrintContent 没有任何一项"],
  ["PrintContent is not an array", "PrintContent 不是数组"],
  ["an item has to be an object", "每一项应为对象"],
  ["PrintType 'Q' does not exist", "没有 $1 这种 PrintType"],
  ["BaseText 'Q' is not base64", "BaseText $1 不是 base64"],
  ["the image is none of (.+)", "图片不是 $1 中的任何一种"],
  ["the images have more than N pixels", "图片合计超过 $1 像素"],
  ["the image is damaged", "图片已损坏"],
  ["the paper would be longer than N rows", "纸会超过 $1 行点"],
  ["native codes of more than N bytes in one job", "一个任务中的条码和二维码超过 $1 字节"],
  ["PrintUrl has to be http:// or https:// and a host, at most N long", "PrintUrl 应为 http:// 或 https:// 加主机名，最长 $1 个字符"],

  // What became of a task
  ["the printer went to K", (state) => `打印机变为“${STATES[state] ?? state}”状态`],
  ["rejected at the printer", "在打印机上被拒绝"],
  ["not printed within N s", "$1 秒内没有打印"],
  ["web pages are not fetched: start the simulator with --fetch-pages", "不抓取网页：请用 --fetch-pages 启动模拟器"],
  ["the simulator was stopped while it fetched the page", "抓取网页时模拟器被停止"],
  ["the page is not fetched: (.+)", "网页没有抓取：$1"],
  ["the page's server answered N", "网页服务器返回 $1"],
  ["the page cannot be loaded: (.+)", "网页无法打开：$1"],
  ["the page was not complete within N s", "网页在 $1 秒内没有加载完"],
  ["the page makes more than N requests", "网页的请求超过 $1 个"],
  ["the page crashed Chromium", "网页使 Chromium 崩溃"],
  ["Chromium ended while it rendered the page", "Chromium 在渲染网页时退出"],
  ["(.+) is no web page", "$1 不是网页"],
  ["without something of ([^;]+)", "缺少来自 $1 的内容"],
  ["cut off at N of N dots", "只打印了 $2 点宽中的 $1 点"],

  // How an exchange or a callback ended
  ["the client left before its body was read", "请求体还没有读完，客户端就离开了"],
  ["broken off", "中断"],
  ["waiting", "等待中"],
  ["lost \\(rule N\\)", "丢失（规则 $1）"],
  ["failed \\((.+)\\)", "失败（$1）"],
];

export const REPORTS = TABLE.map(([pattern, words]) => [
  new RegExp(`^${pattern.replaceAll("'Q'", QUOTED).replace(/\bK\b/g, KEY).replace(/\bN\b/g, N)}$`, "s"),
  words,
]);
