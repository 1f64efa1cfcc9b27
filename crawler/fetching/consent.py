"""Consent layers: those of the common makers, and plain ones with a button that says «موافق»."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

ASKING = 2.0  # seconds that a frame has to answer
_BUTTONS = (
    "#onetrust-accept-btn-handler",  # OneTrust
    "#CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll",  # Cookiebot
    "#CybotCookiebotDialogBodyButtonAccept",
    "#didomi-notice-agree-button",  # Didomi
    ".qc-cmp2-summary-buttons button[mode='primary']",  # Quantcast, now InMobi
    ".qc-cmp2-buttons-desktop button[mode='primary']",
    "button.sp_choice_type_11",  # Sourcepoint, in a frame of its own
    "button.sp_choice_type_ACCEPT_ALL",
    "[data-testid='uc-accept-all-button']",  # Usercentrics, in a shadow tree
    "#usercentrics-cmp-ui #accept",
    "button#accept.uc-accept-button",
    "button[data-action-type='accept']",
    ".fc-cta-consent",  # Google
    ".cky-btn-accept",  # CookieYes
    ".cmplz-accept",  # Complianz
    "#cookie_action_close_header",  # GDPR Cookie Consent
    "#cn-accept-cookie",  # Cookie Notice
    ".cc-allow",  # Osano
    "#truste-consent-button",  # TrustArc
)
_WORDS = (
    "موافق", "أوافق", "اوافق", "موافقة", "الموافقة", "أوافق على الكل", "الموافقة على الكل", "نعم أوافق", "قبول",
    "قبول الكل", "أقبل", "اقبل", "أقبل الكل", "القبول", "قبول الجميع", "قبول والمتابعة", "موافق ومتابعة",
    "قبول ملفات تعريف الارتباط", "قبول جميع ملفات تعريف الارتباط", "السماح للجميع", "السماح بالكل", "أفهم", "فهمت",
    "accept", "accept all", "accept cookies", "accept all cookies", "i accept", "agree", "i agree", "allow all",
    "got it",
)  # fmt: skip
# A layer floats above the page, is a dialog, or speaks of consent; a poll's «موافق» does none of this.
_DISMISS = """([buttons, words]) => {
    const layer = /cookie|consent|gdpr|cmp|privacy|كوكيز|الكوكي|تعريف الارتباط|الخصوصية|خصوصيتك/i;
    const roots = [document];
    for (const root of roots)
        for (const each of root.querySelectorAll('*')) if (each.shadowRoot) roots.push(each.shadowRoot);
    const shown = element => element.getClientRects().length > 0;
    const press = element => { element.click(); return true; };
    for (const root of roots)
        for (const selector of buttons)
            for (const each of root.querySelectorAll(selector)) if (shown(each)) return press(each);
    const up = node => node.parentElement ?? node.getRootNode().host ?? null;
    const floats = element => {
        for (let node = element; node && node !== document.body; node = up(node)) {
            const names = `${node.id} ${node.getAttribute('class') ?? ''}`;
            if (node.getAttribute('role') === 'dialog' || node.hasAttribute('aria-modal') || layer.test(names))
                return true;
            if (['fixed', 'sticky'].includes(getComputedStyle(node).position)) return layer.test(node.textContent);
        }
        return false;
    };
    const said = element => (element.innerText ?? element.value ?? '').trim().replace(/\\s+/g, ' ').toLowerCase();
    const pressed = 'button, [role=button], input[type=button], input[type=submit], a';
    for (const root of roots)
        for (const each of root.querySelectorAll(pressed)) {
            const away = each.tagName === 'A' && /^(?!#|javascript:)./.test(each.getAttribute('href') ?? '');
            const text = each.tagName === 'INPUT' ? each.value.trim().toLowerCase() : said(each);
            if (!away && words.includes(text) && shown(each) && floats(each)) return press(each);
        }
    return false;
}"""
_LAYER = re.compile(
    r"//(?:[^/]*\.)?(?:privacy-mgmt\.(?:com|net)|sp-prod\.net|consensu\.org|trustarc\.com|cookiebot\.com"
    r"|onetrust\.com|usercentrics\.eu|didomi\.io)[/:]|[?&](?:message_id|consentUUID)=|//(?:cmp|consent)\.",
    re.IGNORECASE,
)


def is_layer(url: str) -> bool:
    """Tell whether a frame's address is that of a consent layer."""
    return _LAYER.search(url) is not None


async def dismiss(page: Page) -> bool:
    """Answer a page's consent layer, if it shows one; return whether something was pressed."""
    layers = [frame for frame in page.frames if frame is not page.main_frame and is_layer(frame.url)]
    for frame in (page.main_frame, *layers):
        if await _pressed(frame):
            return True
    return False


async def _pressed(frame: Frame) -> bool:
    with suppress(PlaywrightError, TimeoutError):  # it is gone, or never answers
        async with asyncio.timeout(ASKING):
            return bool(await frame.evaluate(_DISMISS, [_BUTTONS, _WORDS]))
    return False
