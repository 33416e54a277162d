"""Golden cases: numbers with their signs and units, prices, telephone numbers, dates."""

from ddjlayout import Col, Column, Row, Text
from tests.typography.case import Case

CASES = [
    Case(
        "price-with-yuan-sign",
        Text("今日特价水煮牛肉大份仅售￥36.00起"),
        "￥36.00 is whole, with its sign.",
    ),
    Case(
        "price-with-yuan-behind",
        Text("本单共优惠金额合计为人民币136.00元整"),
        "136.00元 is whole: UAX #14 alone breaks before 元.",
    ),
    Case(
        "price-with-space",
        Text("今日特价的水煮牛肉大份 ￥ 36.00 起"),
        "A space between sign and number does not break either.",
    ),
    Case(
        "dollar-and-pound",
        Text("Card charged in foreign money: $1,234.50 or £99.00"),
        "Other currencies keep their numbers; £ folds to the printer's ￡.",
    ),
    Case(
        "negative-amount",
        Text("使用满减红包后本单金额再减去-￥12.50元"),
        "The minus stays with the amount.",
    ),
    Case(
        "volume-and-count",
        Text("农夫山泉饮用天然水整箱装的规格500ml×24瓶"),
        "500ml×24瓶 is one unit.",
    ),
    Case(
        "weight",
        Text("新鲜五花肉切块去皮真空包装净重2.5公斤/份"),
        "A unit of two characters stays with its number.",
    ),
    Case("range-of-days", Text("生鲜商品退款原路返回预计需要3~5天到账"), "3~5天 is whole."),
    Case(
        "range-of-hours",
        Text("本店每天的营业时间为上午的10:30-11:00营业"),
        "10:30-11:00 is whole and may part from the word behind.",
    ),
    Case(
        "thousands",
        Text("本月累计消费金额达到了￥12,345,678.90元"),
        "Commas inside a number do not break it.",
    ),
    Case(
        "percent-off",
        Text("会员专享优惠全场满一百减二十再打85.5%折扣"),
        "A percentage is whole.",
    ),
    Case("times-sign", Text("加料小份珍珠和椰果每份价格￥3.50×2份"), "3.50×2份 is whole."),
    Case(
        "mobile-number",
        Text("如需帮助请拨打门店经理的电话138 0013 8000谢谢"),
        "A telephone number with spaces is not parted.",
    ),
    Case(
        "mobile-with-country",
        Text("如需帮助请拨打经理的电话+86 138 0013 8000谢谢"),
        "Not with the country code either.",
    ),
    Case(
        "hotline",
        Text("全国统一客户服务监督电话400-800-8820"),
        "Hyphens between digits do not break.",
    ),
    Case("landline", Text("总店地址的座机订餐电话是0755-8888 6666转8"), "Extension included."),
    Case(
        "landline-in-brackets",
        Text("总店地址的座机订餐电话是(010) 6555 1234转8"),
        "The area code's brackets belong to the number.",
    ),
    Case(
        "hotline-in-three-groups",
        Text("全国统一的客户服务监督电话为4008 008 820"),
        "400 numbers are also written 4-3-3.",
    ),
    Case(
        "full-width-telephone",
        Text("请拨打经理的电话１３８　００１３　８０００谢谢"),
        "Full-width digits and spaces make a telephone number too.",
    ),
    Case(
        "columns-of-amounts",
        Text("本周每天的优惠金额依次为 12 36.00 48.00"),
        "Amounts side by side are no telephone number and may part.",
    ),
    Case(
        "masked-number",
        Text("顾客王女士的联系手机号码是138****8000"),
        "A number with asterisks stays in one piece.",
    ),
    Case(
        "date-iso",
        Text("本券有效期自即日起一直到2025-12-31止"),
        "A date with hyphens is whole.",
    ),
    Case(
        "date-chinese",
        Text("本券的有效期可以一直到2025年12月31日"),
        "A Chinese date breaks between its parts, never inside one.",
    ),
    Case(
        "date-and-time",
        Text("下单时间:2024-11-24 18:05:32 送达时间:2024-11-24 18:45"),
        "Date and time may part at their space, nowhere else.",
    ),
    Case(
        "order-number",
        Text("请凭此小票到前台核对订单号2024-11-24-000123"),
        "An order number that fits in a line is not cut.",
    ),
    Case(
        "number-wider-than-the-line",
        Text("订单", "0123456789" * 4),
        "A number of 40 digits has to be cut, and is cut at the edge.",
    ),
    Case(
        "full-width-digits",
        Text("本月的会员日活动时间定在二零二五年１２月１８日"),
        "Full-width digits are digits: never split, though Unicode has them as ideographs.",
    ),
    Case(
        "ordinals",
        Text("您是今天到店排队等候就餐的顾客中的第108位"),
        "第108位 is whole.",
    ),
    Case(
        "people-and-tables",
        Text("包间牡丹厅人数共12人预定桌号是大厅A18号桌", " 用餐2.5小时"),
        "Counters stay with numbers.",
    ),
    Case(
        "chinese-magnitudes",
        Text("集团全国门店累计的会员人数已突破1200多万人"),
        "1200多万人 is a number, an approximation, a magnitude and a unit.",
    ),
    Case(
        "decimal-at-the-edge",
        Column(
            Text("实付金额的人民币合计一共是3.14159"), Text("实付金额的人民币合计一共是 3.14159")
        ),
        "The decimal point is no full stop.",
    ),
    Case(
        "time-only",
        Text("请您务必在今天晚上打烊之前到店取餐18:30"),
        "18:30 is whole.",
    ),
    Case(
        "fraction-and-ratio",
        Text("调酒师推荐基酒和果汁以及气泡水的比例1:2:3"),
        "A ratio is whole.",
    ),
    Case(
        "number-in-a-narrow-column",
        Row(Col("共136.00元整", width=8), Col("满100.00元减12元", width=10)),
        "In eight cells an amount with its unit is still whole.",
    ),
    Case(
        "compound-unit-behind-a-space",
        Text("您的订单正在制作中请在大厅等候30 分钟"),
        "30 分钟 is whole, its unit too.",
    ),
    Case(
        "latin-unit-behind-a-space",
        Column(
            Text("农夫山泉饮用天然水小瓶装的规格为500 ml"),
            Text("包间里的空调温度现在已经设定为25 ℃左右"),
        ),
        "500 ml and 25 ℃ are whole.",
    ),
    Case(
        "ordinal-with-spaces",
        Column(
            Text("您是今天到店排队等候就餐顾客第 12 号"), Text("参考单号附在后面请妥善保管No. 123")
        ),
        "第 12 号 and No. 123 are whole.",
    ),
    Case(
        "short-numbers-in-eight-cells",
        Row(Col("500ml×24瓶 24×500ml瓶", width=8), Col("138-0013-8000", width=8), gap=1),
        "What is wider than its column is cut between its numbers.",
    ),
    Case(
        "unit-alone",
        Text("买得越多省得越多满三百元减五十元起"),
        "元 behind a Chinese numeral is ordinary text.",
    ),
    Case(
        "plus-minus",
        Text("电子秤称重的误差在正负允许范围±0.05kg以内"),
        "A sign in front and Latin units behind stay.",
    ),
    Case(
        "number-sign",
        Text("请到二楼收银台左侧的外卖取餐柜№123取餐"),
        "№ stays with its number.",
    ),
]
