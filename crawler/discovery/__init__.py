"""Where a site's next pages are: feeds, sitemaps, sections and links. Bytes in, addresses out; no network."""
