"""Line breaking: where a line of Chinese, Latin or mixed text may end, and filling lines.

Place in the pipeline: below `text`; pure functions over strings, no layout, no styles.
"""

from ddjlayout.linebreak.lines import break_lines
from ddjlayout.linebreak.opportunities import mandatory_breaks, opportunities

__all__ = ["break_lines", "mandatory_breaks", "opportunities"]
