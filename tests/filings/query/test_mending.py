"""What search adds to pages, and what is marked on them."""

from filings.query.language import parse
from filings.query.marks import holds, spans
from filings.query.mending import additions, body_of
from filings.query.passages import passage


def mended(*pages: str) -> list[str]:
    return [added.mended or "" for added in additions(pages)]


def marked(text: str, query: str, **around: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, parse(query), **around)]


class TestBrokenWords:
    def test_a_hyphen_at_a_line_end(self) -> None:
        assert "infringement" in mended("an infringe-\nment of it")[0].split()

    def test_a_true_hyphen_is_found_both_ways(self) -> None:
        text = "the plaintiff-\nappellant asks"
        assert "plaintiffappellant" in mended(text)[0]
        assert marked(text, '"plaintiff appellant"') == ["plaintiff-\nappellant"]

    def test_a_stray_space(self) -> None:
        assert mended("the met hodology wher e")[0] == "the methodology where"

    def test_words_that_are_words_stay_apart(self) -> None:
        assert mended("the rapist may be in form, an other to day") == [""]

    def test_two_words_are_one_where_the_paper_has_it(self) -> None:
        assert "copyright" in mended("their copyright, or copy right as we say")[0].split()

    def test_a_letter_spaced_word(self) -> None:
        assert "complaint" in mended("The C O M P L A I N T says")[0].split()

    def test_a_number_is_no_piece(self) -> None:
        assert mended("Rule 12 b and 34-\n2") == [""]


class TestOverThePage:
    def test_the_last_words_and_the_first(self) -> None:
        assert [added.bridge for added in additions(["acted in bad", "faith. So"])] == [
            "tacted tin tbad hfaith hso",
            None,
        ]

    def test_without_page_numbers_and_running_lines(self) -> None:
        pages = [f"MOTION TO DISMISS\nwords {name}\n- {n} -\nCASE NO. 5:25" for n, name in enumerate("abc", 1)]
        assert additions(pages)[0].bridge == "twords ta hwords hb"
        assert body_of("text\n\n3\n") == "text"

    def test_marked_on_both_pages(self) -> None:
        assert marked("acted in bad", '"in bad faith"', after="faith. So") == ["in bad"]
        assert marked("faith. So", '"in bad faith"', before="acted in bad") == ["faith"]


class TestMarks:
    def test_a_broken_word_is_marked_whole(self) -> None:
        assert marked("an infringe-\nment wher e it is", "infringement where") == ["infringe-\nment", "wher e"]

    def test_what_is_left_out_is_not_marked(self) -> None:
        assert marked("motion denied", "motion -denied") == ["motion"]

    def test_a_word_that_begins_so_does_not_begin_in_the_one_before(self) -> None:
        assert marked("motion seeks, motions seek", "motions*") == ["motions"]
        assert marked("the infring ement and infringe-\nment of it", "infringem*") == [
            "infring ement",
            "infringe-\nment",
        ]

    def test_near_marks_the_near_ones_alone(self) -> None:
        assert marked("theft of trade secrets and of other things. Theft.", "theft w/2 trade") == ["theft", "trade"]

    def test_overlapping_marks_are_one(self) -> None:
        assert marked("trade secret law", '"trade secret" "secret law"') == ["trade secret law"]

    def test_a_begun_word(self) -> None:
        assert marked("infringing, infringed; fringe", "infring*") == ["infringing", "infringed"]

    def test_holds(self) -> None:
        assert holds("a motion to stay", parse("motion -denied"))
        assert not holds("a motion denied", parse("motion -denied"))


class TestPassage:
    def test_it_holds_most_of_what_is_asked_for(self) -> None:
        text = f"motion {'x ' * 400}the motion to dismiss the complaint {'y ' * 400}"
        found = passage(text, parse("motion dismiss complaint"), length=120)
        assert [piece for piece, is_marked in found.pieces if is_marked] == ["motion", "dismiss", "complaint"]
        assert (found.cut_before, found.cut_after) == (True, True)
        assert sum(len(piece) for piece, _ in found.pieces) < 200

    def test_of_a_short_text_all(self) -> None:
        assert passage("so ordered", parse("ordered")).pieces == (("so ", False), ("ordered", True))
