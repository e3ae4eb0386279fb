"""The reading age against published scores, and its syllables against words counted by hand."""

from __future__ import annotations

import math

import pytest

from rtt_eval import reading_age

# Counted by hand, a row for each number of syllables.
BY_HAND = {
    1: "the moves moved called walked there were one gone done cause score scores homes times whole while rule league "
    "child’s school friends hour fire died looked guard SDQ 12% £2,600 2.9 2018",
    2: "children people started waited places changes wishes matches voices missing worker carer carers placement "
    "safely useful movement tables little trial quiet going being playing creature agreed carried studied figures "
    "self-harm special social region question every science language behave titled useless",
    3: "services family’s referral referrals average family families episode adoption different example together "
    "period serious various previous guardian theatre area employee everything fostering after-care October "
    "questionnaire committee difficult percentage leadership involvement agreement overdose exclusion edition",
    4: "authority material January ethnicity indicator statistical professional comparison consultation anxiety "
    "society therapeutic residential exploitation situation usually eligible available application guardianship",
    5: "evaluation recommendation individual opportunity",
}
WORDS = [(word, n) for n, words in BY_HAND.items() for word in words.split()]


@pytest.mark.parametrize(("word", "n"), WORDS, ids=[word for word, _ in WORDS])
def test_syllables_as_counted_by_hand(word: str, n: int) -> None:
    assert reading_age.syllables(word) == n


def test_grade_of_sentences_whose_reading_ease_is_published() -> None:
    """Wikipedia, Flesch-Kincaid readability tests (Flesch reading ease): 116 for six words of one syllable, 69 for
    "This sentence, …". From 206.835 - 1.015 words - 84.6 syllables a word = 69 with 16 words follow 23 syllables.
    """
    cat = reading_age.of(["The cat sat on the mat."])
    assert (cat.n_words, cat.n_sentences, cat.n_syllables) == (6, 1, 6)
    assert round(206.835 - 1.015 * 6 - 84.6 * 6 / 6) == 116
    assert cat.grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59) and cat.age == pytest.approx(cat.grade + 5)
    unto = reading_age.of(["This sentence, taken as a reading passage unto itself, is being used to prove a point."])
    assert (unto.n_words, unto.n_sentences, unto.n_syllables) == (16, 1, 23)
    assert round(206.835 - 1.015 * 16 - 84.6 * 23 / 16) == 69
    assert unto.grade == pytest.approx(0.39 * 16 + 11.8 * 23 / 16 - 15.59)


@pytest.mark.parametrize(
    ("text", "n_words", "n_sentences"),
    [
        ("Half waited 6.6 weeks or less. The aim is 6 weeks.", 11, 2),  # a point inside a number ends nothing
        ("They came; they went: all of them.", 7, 1),  # nor a semicolon or a colon
        ("How many? 34 of them! “Good.” And so on", 9, 4),  # a text ends its last sentence without a stop
        ("It was 2.8 points lower (lower is better).", 8, 1),
        ("−2.8 points, £310,000 and 95%", 5, 1),
        ("Self-harm is one word of two syllables", 7, 1),
    ],
)
def test_words_and_sentences_as_flesch_has_them(text: str, n_words: int, n_sentences: int) -> None:
    found = reading_age.of([text])
    assert (found.n_words, found.n_sentences) == (n_words, n_sentences)


def test_no_words_no_age() -> None:
    found = reading_age.of(["", " … "])
    assert math.isnan(found.age) and math.isnan(found.grade) and found.n_words == 0


def test_longer_sentences_and_longer_words_are_older() -> None:
    short = reading_age.of(["Half waited less. They came soon."])
    assert reading_age.of(["Half waited less and they came soon."]).age > short.age
    assert reading_age.of(["Approximately half participated. Professionals attended immediately."]).age > short.age
