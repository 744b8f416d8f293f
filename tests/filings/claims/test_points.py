"""Contentions arranged point by point, whatever answers what: rings, several answers at once, no answer at all."""

from hypothesis import given
from hypothesis import strategies as st

from filings.claims.points import Point, Reply, points


def test_a_contention_that_nothing_answers_is_a_point() -> None:
    assert points({1: []}) == [Point(1, ())]


def test_replies_follow_what_they_answer() -> None:
    # 1 is said; 2 and 3 answer it; 4 replies to 2, and 5 to 4.
    found = points({1: [], 2: [1], 3: [1], 4: [2], 5: [4]})
    assert found == [Point(1, (Reply(2, 1, 1), Reply(4, 2, 2), Reply(5, 3, 4), Reply(3, 1, 1)))]


def test_what_answers_two_points_stands_under_both() -> None:
    assert points({1: [], 2: [], 3: [1, 2]}) == [Point(1, (Reply(3, 1, 1),)), Point(2, (Reply(3, 1, 2),))]


def test_what_answers_a_point_and_a_reply_to_it_stands_there_once_and_nearest() -> None:
    assert points({1: [], 2: [1], 3: [1, 2]}) == [Point(1, (Reply(2, 1, 1), Reply(3, 1, 1)))]


def test_a_ring_opens_with_its_first() -> None:
    assert points({1: [3], 2: [1], 3: [2]}) == [Point(1, (Reply(2, 1, 1), Reply(3, 2, 2)))]


def test_a_ring_beside_a_point() -> None:
    assert points({1: [2], 2: [1], 3: []}) == [Point(3, ()), Point(1, (Reply(2, 1, 1),))]


def test_what_answers_itself_or_something_unknown_answers_nothing() -> None:
    assert points({1: [1], 2: [99]}) == [Point(1, ()), Point(2, ())]


def test_a_long_exchange_does_not_run_out_of_calls() -> None:
    found = points({1: []} | {number: [number - 1] for number in range(2, 5001)})
    assert len(found[0].replies) == 4999
    assert found[0].replies[-1] == Reply(5000, 4999, 4999)


def test_many_ways_to_one_contention_do_not_multiply() -> None:
    # Thirty layers of three, each answering all of the layer above: 3 ** 30 ways down.
    layered = {
        layer * 3 + one: [(layer - 1) * 3 + other for other in range(3)] for layer in range(30) for one in range(3)
    }
    found = points(layered)
    assert [point.opening for point in found] == [0, 1, 2]
    assert all(len(point.replies) == 87 for point in found)


graphs = st.integers(0, 8).flatmap(
    lambda size: st.fixed_dictionaries({one: st.lists(st.integers(-1, size), max_size=4) for one in range(size)})
)


@given(graphs)
def test_nothing_is_lost_and_nothing_hangs(answers: dict[int, list[int]]) -> None:
    found = points(answers)
    shown = {point.opening for point in found} | {reply.id for point in found for reply in point.replies}
    assert shown == set(answers)
    openings = [point.opening for point in found]
    assert len(openings) == len(set(openings))
    for point in found:
        ids = [reply.id for reply in point.replies]
        assert len(ids) == len(set(ids))
        assert point.opening not in ids
        above = {point.opening: 0}
        for reply in point.replies:
            assert reply.to in answers[reply.id]
            assert reply.depth == above[reply.to] + 1
            above[reply.id] = reply.depth
