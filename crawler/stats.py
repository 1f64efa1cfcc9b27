"""The names of our counters in Scrapy's stats: what a progress line and a summary are made from."""

PAGES = "khabar/pages"  # answers read, lists included
LISTS = "khabar/lists"  # feeds, sitemaps, fronts and sections among them
STORED = "khabar/stored"
COPIES = "khabar/copies"  # of those stored: another article stands for their story
REVISED = "khabar/revised"
DUPLICATES = "khabar/duplicates"
KNOWN = "khabar/known"  # met again, unchanged
UNCHANGED = "khabar/unchanged"  # answers that said "not modified"
ERRORS = "khabar/errors"  # pages that could not be fetched or read
STORY_PAGES = "khabar/story-pages"  # later pages of stories, joined to them
STORY_PAGES_LOST = "khabar/story-pages-lost"  # those that could not be had: their stories end before
NEWS_FOUND = "khabar/found"  # addresses queued
REASON = "khabar/reason/"  # + Reason: pages and articles not stored
FAILURE = "khabar/failure"  # the sentence that says why a crawl brought nothing
SET_ASIDE = "khabar/set-aside/"  # + a field's name: values that cannot be, left out of an article
BOUND = "khabar/bound/"  # + a bound's name: how often something was cut off or refused there
