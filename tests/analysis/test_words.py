"""What has been said about a Rock, and for how long nothing has."""

from __future__ import annotations

from opsctl.analysis.words import days_silent, newest_word
from opsctl.model.period import Calendar
from opsctl.model.rock import Say
from tests.factories import day, figure, rock, word

CALENDAR = Calendar()


def test_without_entries_there_is_no_word() -> None:
    assert newest_word(rock(), day("11-20")) is None


def test_a_word_counts_from_its_day_on() -> None:
    spoken = rock(log=(word("11-16"),))
    assert newest_word(spoken, day("11-15")) is None
    assert newest_word(spoken, day("11-16")) == word("11-16")


def test_the_newest_word_is_the_one_of_the_latest_day_wherever_it_stands() -> None:
    newest = word("11-16", Say.OFF_TRACK)
    assert newest_word(rock(log=(newest, word("11-09"))), day("11-20")) == newest


def test_a_word_dated_later_leaves_the_one_before_it_in_force() -> None:
    spoken = rock(log=(word("11-09"), word("11-16", Say.OFF_TRACK)))
    assert newest_word(spoken, day("11-15")) == word("11-09")


def test_an_entry_with_a_figure_alone_is_no_word() -> None:
    assert newest_word(rock(log=(figure("11-16", "6.2"),)), day("11-20")) is None


def test_a_word_by_anyone_is_a_word() -> None:
    theirs = word("11-16", Say.OFF_TRACK, by="leo")
    assert newest_word(rock(log=(word("11-09"), theirs)), day("11-20")) == theirs


def test_of_one_day_the_word_of_the_owner_wins_though_it_comes_first() -> None:
    mine = word("11-16", Say.OFF_TRACK)
    assert newest_word(rock(log=(mine, word("11-16", by="leo"))), day("11-20")) == mine


def test_of_one_day_the_word_of_the_owner_wins_when_it_comes_last() -> None:
    mine = word("11-16", Say.OFF_TRACK)
    assert newest_word(rock(log=(word("11-16", by="leo"), mine)), day("11-20")) == mine


def test_a_later_day_wins_over_the_word_of_the_owner() -> None:
    theirs = word("11-17", Say.OFF_TRACK, by="leo")
    assert newest_word(rock(log=(word("11-16"), theirs)), day("11-20")) == theirs


def test_of_two_words_by_the_owner_on_one_day_the_later_in_the_file_wins() -> None:
    second = word("11-16", Say.IN_DANGER)
    assert newest_word(rock(log=(word("11-16"), second)), day("11-20")) == second


def test_of_two_words_by_others_on_one_day_the_later_in_the_file_wins() -> None:
    second = word("11-16", Say.IN_DANGER, by="ana")
    assert newest_word(rock(log=(word("11-16", by="leo"), second)), day("11-20")) == second


def test_silence_counts_from_the_first_day_of_the_quarter() -> None:
    assert days_silent(rock(), CALENDAR, day("10-15")) == 14


def test_silence_counts_from_the_newest_word() -> None:
    assert days_silent(rock(log=(word("11-02"),)), CALENDAR, day("11-20")) == 18


def test_silence_ends_on_the_day_of_a_word() -> None:
    assert days_silent(rock(log=(word("11-20"),)), CALENDAR, day("11-20")) == 0


def test_a_word_before_the_quarter_does_not_shorten_its_silence_nor_lengthen_it() -> None:
    assert days_silent(rock(log=(word("09-15"),)), CALENDAR, day("10-15")) == 14


def test_a_figure_alone_does_not_end_silence() -> None:
    spoken = rock(log=(word("11-02"), figure("11-18", "6.2")))
    assert days_silent(spoken, CALENDAR, day("11-20")) == 18


def test_a_word_dated_later_does_not_end_silence() -> None:
    assert days_silent(rock(log=(word("11-21"),)), CALENDAR, day("11-20")) == 50


def test_the_owner_goes_first_also_under_an_id_from_before() -> None:
    mine = word("11-16", Say.OFF_TRACK, by="maja")
    renamed = rock(log=(mine, word("11-16", by="leo")), owner_names=frozenset({"maja", "maya"}))
    assert newest_word(renamed, day("11-20")) == mine
