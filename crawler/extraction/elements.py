"""What the elements of a page are to its lines of text."""

INLINE, IMAGE, BREAK, SKIPPED = range(4)
KINDS = {
    **dict.fromkeys(
        "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong"
        " sub sup time tt u var nobr wbr".split(),
        INLINE,
    ),
    **dict.fromkeys(("img", "amp-img"), IMAGE),
    **dict.fromkeys(("br", "hr"), BREAK),
    **dict.fromkeys(
        "script style noscript template svg math iframe object embed select option textarea input canvas audio video"
        " map head title meta link source track param progress meter".split(),
        SKIPPED,
    ),
}  # every other element is a block
