"""Line-break classes of the GBK repertoire (data for the line breaker).

Written by scripts/build_linebreak.py from LineBreak.txt and EastAsianWidth.txt of
Unicode 17.0.0 (© 2025 Unicode, Inc., Unicode License v3). A trailing w marks the East
Asian wide members of a class; every character not listed is IDw.
"""

from types import MappingProxyType

CHARACTERS = MappingProxyType(
    {
        "AL": (
            "#&*<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwx"
            "yz~§¨·×àáèéêìíòó÷ùúüāēěīńňōūǎǐǒǔǖǘǚǜɑɡˇˉˊˋ˙ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ"
            "ΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫ"
            "ЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяё―‖※℅℡ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵ"
            "ⅶⅷⅸⅹ←↑→↓↖↗↘↙∈∏∑∕√∝∞∟∠∣∥∧∨∩∪∫∮∴∵∶∷∽≈≌≒≠≡≤≥≦≧≮≯⊕⊙⊥⊿⌒①②③④⑤⑥⑦⑧⑨⑩"
            "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛─━│┃┄┅┆┇┈┉┊┋┌┍┎┏┐┑┒┓"
            "└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋═║╒╓"
            "╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰╱╲╳▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▓▔▕■□▲△▼▽◆◇○◎"
            "●◢◣◤◥★☆☉♀♂"
        ),
        "B2": "—",
        "BA": "\t|\xad",
        "BAw": "\u3000",
        "BK": "\x0b\x0c",
        "CL": "}",
        "CLw": "、。〉》」』】〕〗〞︶︸︺︼︾﹀﹂﹄﹐﹒﹚﹜﹞），．］｝",
        "CM": (
            "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18"
            "\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"
        ),
        "CP": ")]",
        "CR": "\r",
        "EX": "!?",
        "EXw": "﹖﹗！？",
        "GL": "\xa0",
        "HH": "‐–",
        "HY": "-",
        "IN": "‥…",
        "IS": ",.:;",
        "LF": "\n",
        "NSw": "々ぁぃぅぇぉっゃゅょゎ゛゜ゝゞァィゥェォッャュョヮヵヶーヽヾ﹔﹕：；",
        "NU": "0123456789",
        "OP": "([{",
        "OPw": "〈《「『【〔〖〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（［｛",
        "PO": "%°‰′″‵℃℉",
        "POw": "﹪％￠",
        "PR": "$+\\¤±№",
        "PRw": "﹩＄￡￥",
        "QU": "\"'‘’“”",
        "SP": " ",
        "SY": "/",
        "WJ": "\u2060",
        "ZW": "\u200b",
    }
)
