"""What is found out of a site that nobody has described yet, and whether a description of one is true. Pure.

look.py      what one page tells of its site: named.py what it names
findings.py  what a probe saw; facts.py what the pages tell together: name, clock, encoding, home
patterns.py  the pattern of a site's articles' addresses, learnt from some; segments.py the parts it is made of
families.py  addresses of one make; places.py where lists may stand
draft.py     what of the findings makes a source's file
checking.py  a source's file beside the findings: what is wrong, and what to write
"""
