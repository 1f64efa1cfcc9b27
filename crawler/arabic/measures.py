"""What a page counts of its story: how long it takes to read, how often it was read, how far a recording has played."""

import re

# How long a story takes to read, or to hear: «5 دقائق», «قراءة 3 دقائق», «دقيقتان للقراءة».
_DURATION = re.compile(
    r"(?:(?:ال)?(?:مده|وقت|زمن|يستغرق) )?(?:(?:ال)?(?:قراءه|قراءته|استماع|مشاهده) )?"
    r"(?:(?:هذا |هذه )?(?:ال)?(?:خبر|مقال|مقاله|تقرير|ماده|موضوع) )?(?:في )?(?:المقدره? |المتوقعه? |حوالي |نحو )?"
    r"(?:للقراءه )?(?:(?:\d{1,3}|اقل من) (?:دقيقه|دقا[يئ]ق|د|min|mins|minutes?|min read)"
    r"|دقيقت(?:ان|ين)|دقيقه(?: واحده)?)"
    r"(?: (?:لل|ل|من )?(?:ال)?(?:قراءه|استماع))?"
    r"|دقايق القراءه \d{1,3}"
)
# How often it was read: «412 قراءة», «١٢٠٤ مشاهدات», «1.2K مشاهدة», «شوهد 30 مرة»; when an agency sent it: «15:42 ت م».
_COUNT = re.compile(
    r"(?:\d+[km]? ){1,3}(?:الف |مليون )?"
    r"(?:قراء(?:ه|ات)|مشاهد(?:ه|ات)|زيار(?:ه|ات)|زا[يئ]ر|قارئ|قاري|تحميل|views?|reads?|hits?)(?: اليوم| حتي الان)?"
    r"|(?:قر[اي]|قرئ|شوهد|زاره|تمت قراءته|تمت مشاهدته|تمت المشاهده)(?: الخبر| المقال| الموضوع)? (?:\d+ ){1,3}مر(?:ه|ات)"
    r"|(?:(?:عدد )?(?:ال)?(?:قراءه|قراءات|مشاهده|مشاهدات|زياره|زيارات|قراء|زوار|مشاهدين))(?: \d+){1,3}(?: مر(?:ه|ات))?"
    r"|\d{1,2} \d\d ت م"
)
_LONGEST = 80  # characters
_DIGIT = re.compile(r"\d")
_PLAYER = re.compile(r"\d?\d:\d\d\s*/\s*\d?\d:\d\d|0?0:00|\d\d? / \d\d?")  # or at which of its pictures a gallery is
# An e-mail address or an account, and whose it is: «للتواصل مع المحرر: …», «تويتر: @…».
_ADDRESS = re.compile(
    r"(?:(?:e-?mail|twitter|x|(?:ال)?بريد|(?:ال)?[إا]يميل|تويتر|[إا]كس|حساب|للتواصل|للمراسلة|ل?مراسلة|لمراسلتنا|راسلنا|للاستفسار)"
    r"(?:\s+[^\s@:،.]+){0,4}\s*:?\s*)?(?:\[email.protected\]|[\w.+-]+@[\w-]+\.[\w.]+|@\w+)",
    re.IGNORECASE,
)


def measure(joined: str) -> str | None:
    """How long a story takes to read or to hear, or how often it was read, and nothing else."""
    if len(joined) > _LONGEST or not (_DIGIT.search(joined) or "دقيق" in joined):
        return None
    told = _DURATION.fullmatch(joined) or _COUNT.fullmatch(joined)
    return "source-line" if told else None


def player(line: str) -> str | None:
    """«0:00 / 4:12»: how far a recording has played. An e-mail address that stands alone is of the page as well."""
    if "mail" in line or "@" in line:
        return "author-box" if _ADDRESS.fullmatch(line) else None
    return "nav" if line[0].isdigit() and _PLAYER.fullmatch(line) else None
