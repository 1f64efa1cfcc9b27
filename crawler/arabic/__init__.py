"""How Arabic newsrooms write: text, dates, bylines, boilerplate. Pure; knows nothing of pages or networks."""
