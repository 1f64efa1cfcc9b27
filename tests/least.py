"""The least that a source's file says."""

LEAST = """
name = "الصحيفة"
home = "https://www.example.com/"
country = "EG"
timezone = "Africa/Cairo"
"""
