"""Which addresses may be contacted."""

import pytest

from crawler.fetching.addresses import fault, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.254", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "0.0.0.0", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "198.18.0.1", "192.88.99.1", "168.63.129.16",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:1::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)  # fmt: skip
def test_private_addresses_are_not_public_however_they_are_dressed(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "185.60.216.35", "2a00:1450:4001::64", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "//news.example/", "https://",
        "http://user@news.example/", "http://user:word@news.example/", "http://news.example\\@127.0.0.1/",
        "http://news.example/\x00", "http://news.example/a\nb", "http://news.example:99999/", "http://[::1",
        "http://localhost/", "http://LOCALHOST./", "http://api.localhost/", "http://127.0.0.1/", "http://127.1/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.1/", "http://[::ffff:7f00:1]/",
        "http://[fe80::1%25eth0]/", "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1./",
    ],
)  # fmt: skip
def test_an_unsafe_url_is_refused_with_words(url):
    assert fault(url)


@pytest.mark.parametrize(
    "url", ["http://news.example/", "https://www.youm7.com/story/2020/9/30/x/1", "http://8.8.8.8:8080/"]
)
def test_a_public_url_is_not_refused(url):
    assert fault(url) is None


def test_allowing_private_hosts_allows_nothing_else():
    assert fault("http://127.0.0.1:8000/", allow_private=True) is None
    assert fault("http://user@127.0.0.1/", allow_private=True)
    assert fault("ftp://127.0.0.1/", allow_private=True)
