"""Hosts that count, profile and advertise: a page tells its story without them. Consent layers are none of these."""

from __future__ import annotations

from urllib.parse import urlsplit

_HOSTS = frozenset(
    "2mdn.net 33across.com 3lift.com a-mo.net ads-twitter.com adform.net admixer.net adnxs.com adsafeprotected.com"
    " adsrvr.org adtelligent.com adroll.com amazon-adsystem.com amplitude.com analytics.google.com"
    " analytics.tiktok.com analytics.twitter.com app-measurement.com appsflyer.com bat.bing.com bidswitch.net"
    " bluekai.com bounceexchange.com branch.io braze.com bugsnag.com casalemedia.com chartbeat.com chartbeat.net"
    " clarity.ms cloudflareinsights.com connatix.com connect.facebook.net contextweb.com counter.yadro.ru crazyegg.com"
    " criteo.com criteo.net datadoghq.com demdex.net doubleclick.net doubleverify.com effectivemeasure.net"
    " emxdgt.com everesttech.net exelator.com fullstory.com gemius.pl google-analytics.com googleadservices.com"
    " googlesyndication.com googletagmanager.com googletagservices.com heapanalytics.com histats.com hotjar.com"
    " hotjar.io id5-sync.com indexww.com intercom.io izooto.com jixie.media krxd.net liadm.com lijit.com"
    " liveramp.com mathtag.com mc.yandex.ru media.net mgid.com mixpanel.com moatads.com mookie1.com mouseflow.com"
    " newrelic.com nr-data.net omtrdc.net onesignal.com openx.net optimizely.com outbrain.com outbrainimg.com"
    " parsely.com permutive.app permutive.com piano.io pubmatic.com pushengage.com pushwoosh.com quantserve.com"
    " rlcdn.com rubiconproject.com scorecardresearch.com segment.com segment.io sentry-cdn.com sentry.io sharethis.com"
    " sharethrough.com smartadserver.com smartlook.com speedcurve.com statcounter.com taboola.com teads.tv"
    " tns-counter.ru tpc.googlesyndication.com tynt.com unrulymedia.com webpushr.com yieldmo.com zemanta.com".split()
)


def is_tracker(url: str) -> bool:
    """Tell whether an address is of a host that only watches or advertises, or of one below it."""
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return False
    return any(".".join(labels[at:]) in _HOSTS for at in range(len(labels) - 1))
