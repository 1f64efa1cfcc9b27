"""The version of Khabar that runs."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("khabar")
except PackageNotFoundError:  # run from a checkout that was not installed
    VERSION = "unknown"
