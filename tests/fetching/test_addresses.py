"""Which addresses may be contacted."""

import pytest

from crawler.fetching.addresses import fault, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.254", "192.168.0.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "0.0.0.0", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "192.88.99.1", "192.0.0.192", "168.63.129.16",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:c0a8:1::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "::8.8.8.8", "::ffff:8.8.8.8", "::ffff:0:8.8.8.8", "2a00:1450:4001::5efe:10.0.0.1",
        "2a00:1450:4001::200:5efe:127.0.0.1", "2001:2::1", "2001:10::1", "3fff::1", "5f00::1", "100::1", "4000::1",
        "fd20:ce::254",
    ],
)  # fmt: skip
def test_private_addresses_are_not_public_however_they_are_dressed(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8", "185.60.216.35", "172.32.0.1", "100.128.0.1", "2a00:1450:4001::64", "64:ff9b::808:808",
        "2002:808:808::1", "2a00:1450:4001::5efe:8.8.8.8",
    ],
)  # fmt: skip
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
        "http://127.0.0.1#@news.example/", "http://127.0.0.1?@news.example/", "http://news.example&@127.0.0.1/",
        "http:///127.0.0.1/", "http://0/", "http://0x/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://news.0x7f/",
        "http://\uff11\uff12\uff17.0.0.1/", "http://127\u30020\u30020\u30021/", "http://\u2460\u2461\u2466.0.0.1/",
        "http://\u24dbocalhost/", "http://%31%32%37.0.0.1/", "http://127.0.0.1%2enews.example/",
        "http://news.example%00.b.example/", "http://news..example/", "http://.news.example/", "http://news.example../",
        "http://[127.0.0.1]/", "http://[news.example]/", "http://[v1.a]/", "http://::1/", "http://a,b.example/",
        "http://a|b.example/", "http://news.example:80:90/", "http://news.example\u2028/", "http://news\t.example/",
        "http://:80/", "http://@news.example/", f"http://{'a' * 64}.example/", f"http://{'a.' * 130}example/",
        "data:text/html,a", "javascript:alert(1)", "ws://news.example/", "blob:http://news.example/1",
    ],
)  # fmt: skip
def test_an_unsafe_url_is_refused_with_words(url):
    assert fault(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/", "https://www.youm7.com/story/2020/9/30/x/1", "http://8.8.8.8:8080/", "http://news.example.",
        "http://a_b.news.example/", "http://\u0645\u062b\u0627\u0644.example/", "http://xn--mgbh0fb.example:81/?a=b#c",
        "HTTP://NEWS.EXAMPLE/", "http://[2a00:1450:4001::64]:80/", "http://news.example/a@b", "http://1news.example/",
    ],
)  # fmt: skip
def test_a_public_url_is_not_refused(url):
    assert fault(url) is None


def test_allowing_private_hosts_allows_nothing_else():
    assert fault("http://127.0.0.1:8000/", allow_private=True) is None
    assert fault("http://user@127.0.0.1/", allow_private=True)
    assert fault("ftp://127.0.0.1/", allow_private=True)
