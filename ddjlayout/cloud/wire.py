"""At the platform's door: the words of the vendor's protocol as constants, and nothing else.

Shared by the client and the simulator. Source: vendor document V3.0, sections 2 to 4.
"""

from enum import IntEnum
from types import MappingProxyType

VENDOR_URL = "http://www.open.mstching.com"

USER_BIND = "/home/userbind"
DEVICE_STATE = "/home/getdevicestate"
PRINT_CONTENT = "/home/printcontent2"
PRINT_HTML = "/home/printhtmlcontent"
TASK_STATE = "/home/getprinttaskstate"
DEVICE_MAC = "/home/getdevicemac"


class Code(IntEnum):
    """Every value of `Code` in a reply (vendor document section 4)."""

    OK = 200
    SERVER_FAULT = 1000
    BAD_SIGNATURE = 1001
    LINK_EXPIRED = 1002
    BAD_PARAMETER = 1003
    UNKNOWN_APP = 1004
    UNKNOWN_DEVICE = 1005
    ACCOUNT_DISABLED = 1006
    NO_SUCH_TASK = 1007
    NOT_VERIFIED = 1008
    CALL_LIMIT = 1009
    DEVICE_OFFLINE = 1010
    DEVICE_LOST = 1011
    EMPTY_TASK = 1012


MESSAGES_ZH = MappingProxyType(
    {
        Code.OK: "成功",
        Code.SERVER_FAULT: "服务处理异常",
        Code.BAD_SIGNATURE: "验证签名错误",
        Code.LINK_EXPIRED: "链接失效",
        Code.BAD_PARAMETER: "参数错误",
        Code.UNKNOWN_APP: "AppId 不存在",
        Code.UNKNOWN_DEVICE: "设备不存在",
        Code.ACCOUNT_DISABLED: "开发者账号已被禁用",
        Code.NO_SUCH_TASK: "任务不存在或权限不足",
        Code.NOT_VERIFIED: "未通过认证",
        Code.CALL_LIMIT: "限制调用",
        Code.DEVICE_OFFLINE: "设备未连接",
        Code.DEVICE_LOST: "与服务器断开链接",
        Code.EMPTY_TASK: "打印任务不能为空",
    }
)
"""The official message of each code."""

MESSAGES_EN = MappingProxyType(
    {
        Code.OK: "success",
        Code.SERVER_FAULT: "server fault",
        Code.BAD_SIGNATURE: "bad signature",
        Code.LINK_EXPIRED: "link expired (timestamp)",
        Code.BAD_PARAMETER: "bad parameter",
        Code.UNKNOWN_APP: "unknown AppId",
        Code.UNKNOWN_DEVICE: "unknown device",
        Code.ACCOUNT_DISABLED: "account disabled",
        Code.NO_SUCH_TASK: "no such task, or no right to it",
        Code.NOT_VERIFIED: "account not verified",
        Code.CALL_LIMIT: "call limit reached",
        Code.DEVICE_OFFLINE: "device not connected",
        Code.DEVICE_LOST: "device lost its connection",
        Code.EMPTY_TASK: "print task is empty",
    }
)
"""What each code means, in English."""


class DeviceState(IntEnum):
    """`State` of a device (vendor document section 3.2)."""

    ERROR = -1
    NORMAL = 0
    PAPER_OUT = 1
    OVERHEATED = 2
    BUSY = 3
    OFFLINE = 4


class TaskState(IntEnum):
    """`State` of a print task (vendor document section 3.5)."""

    PENDING = 0
    PRINTED = 1
    FAILED = 2
    EXPIRED = 3
    REJECTED = 4


class PrintType(IntEnum):
    """`PrintType` of an item of `PrintContent` (vendor document section 3.3)."""

    TEXT = 0
    IMAGE = 1
    BARCODE = 3
    QRCODE = 4
