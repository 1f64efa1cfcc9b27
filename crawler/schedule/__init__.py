"""When a source is visited. Pure: the time is passed in, and nothing is asked or written.

wishes.py  what people ask for: every so often, a cron line, quiet hours, a budget of requests
rhythm.py  what experience says: at which hours and on which days a source publishes
due.py     next_visit(): both of them, and what the site itself says
"""
