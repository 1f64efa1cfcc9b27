"""A site that is down, or that does not want us, is left alone."""

from crawler.jobs.patience import DEAD, SAID, Patience
from crawler.reasons import Reason, Rejection

NO_ANSWER = Rejection(Reason.NETWORK, "example.com did not answer in time")
FORBIDDEN = Rejection(Reason.HTTP_ERROR, "example.com answers 403")


def hear(patience, rejection, status=None, times=1):
    heard = [patience.heard(rejection, status, "example.com") for _ in range(times)]
    return heard[-1]


def test_a_site_that_refuses_time_and_again_is_left_alone():
    patience = Patience(refusals=5)
    assert hear(patience, FORBIDDEN, 403, times=4) is None
    finish, words = hear(patience, FORBIDDEN, 403)
    assert finish == "refused"
    assert words == "example.com answers 403, 5 times in a row; it does not want to be crawled now"


def test_a_challenge_is_a_refusal_also_where_it_answers_200():
    assert hear(Patience(refusals=2), Rejection(Reason.CHALLENGE), times=2)[0] == "refused"


def test_a_server_that_says_so_in_words_is_in_trouble():
    said = Rejection(Reason.HTTP_ERROR, "الموقع تحت الصيانة")
    assert hear(Patience(refusals=5), said, SAID[said.reason], times=DEAD)[0] == "unreachable"


def test_one_page_that_is_answered_makes_good_for_all_before():
    patience = Patience(refusals=3)
    for _ in range(5):
        assert hear(patience, FORBIDDEN, 403, times=2) is None
        patience.pleased()


def test_pages_that_are_not_there_are_no_refusal():
    assert hear(Patience(refusals=2), Rejection(Reason.NOT_FOUND), 404, times=50) is None


def test_without_a_limit_a_site_may_refuse_for_ever():
    assert hear(Patience(refusals=0), FORBIDDEN, 403, times=50) is None


def test_a_site_that_is_down_is_left_alone():
    patience = Patience(refusals=5)
    assert hear(patience, NO_ANSWER, times=DEAD - 1) is None
    finish, words = hear(patience, Rejection(Reason.HTTP_ERROR, "example.com answers 502"), 502)
    assert finish == "unreachable"
    assert words == "example.com is in trouble (example.com answers 502); the rest waits for another crawl"
