"""The commands: each a few lines over the rooms. Data goes to stdout, everything else to stderr.

main.py      the program: what a mistake says, and the exit code
options.py   the options that several commands share
output.py    documents and records on stdout, sentences on stderr; listing.py things one after the other
answers.py   pages read one by one, as text or JSON: fetch and extract
progress.py  a crawl while it runs; summary.py what came of it
crawl.py fetch.py extract.py import_.py export.py show.py sources.py quarantine.py   a command each
sources_add.py sources_check.py sources_enable.py   those of the sources that do more than print
"""
