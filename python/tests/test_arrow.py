"""Columns over the Arrow PyCapsule interface: pyarrow, polars, pandas, DuckDB."""

import os
import signal
import sys
import threading

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import diptych
import diptych.arrow
import diptych.polars

TEXTS = [
    "Il neige 🎉. M. Blinken parle.",
    None,
    "",
    "The  mayor of Lyon paid 1,400 euros. Nobody came. .",
]
EXPECTED = [
    None
    if text is None
    else [{"start": s.start, "end": s.end, "text": s.text} for s in diptych.sentences(text, "fr")]
    for text in TEXTS
]


def sentences(column):
    return pa.array(diptych.arrow.sentences(column, "fr")).to_pylist()


COLUMNS = {
    "string": pa.array(TEXTS),
    "large_string": pa.array(TEXTS, pa.large_string()),
    "string_view": pa.array(TEXTS, pa.string_view()),
    "dictionary": pa.array(TEXTS).dictionary_encode(),
    "dictionary of large strings": pa.array(TEXTS, pa.large_string()).dictionary_encode(),
    "slice": pa.array(["before", *TEXTS, None, "after"]).slice(1, 4),
    "slice of a dictionary": pa.array(["a", *TEXTS, "b"]).dictionary_encode().slice(1, 4),
    "chunks": pa.chunked_array([TEXTS[:1], [], TEXTS[1:]], pa.string()),
    "table": pa.table({"text": TEXTS}),
    "batches": pa.RecordBatchReader.from_batches(
        pa.schema([("text", pa.string())]), pa.table({"text": TEXTS}).to_batches(2)
    ),
    "polars": pl.Series(TEXTS),
    "polars chunks": pl.concat([pl.Series(TEXTS[:2]), pl.Series(TEXTS[2:])], rechunk=False),
    "polars categories": pl.Series(TEXTS, dtype=pl.Categorical),
    "polars slice": pl.Series(["a", *TEXTS])[1:],
    "pandas": pd.DataFrame({"text": pd.Series(TEXTS, dtype=pd.ArrowDtype(pa.string()))}),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_kind_of_column(name):
    assert sentences(COLUMNS[name]) == EXPECTED


def test_structs_and_nulls_of_all_kinds():
    assert sentences(pa.nulls(3)) == [None] * 3
    nothing = diptych.arrow.sentences(pa.array([], pa.string()))
    assert pa.array(nothing).type == pa.array(diptych.arrow.sentences(pa.array(["a"]))).type
    assert len(nothing) == 0
    masked = pa.StructArray.from_arrays(
        [pa.array(["One.", "Two."])], names=["text"], mask=pa.array([False, True])
    )
    assert [row and len(row) for row in sentences(masked)] == [1, None]


def test_the_schema_is_the_documented_one():
    span = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.large_string())])
    assert pa.array(diptych.arrow.words(pa.array(["a"]), "en")).type.value_type == span
    assert pa.field(diptych.arrow.clean(pa.array(["a"]))).type == pa.large_string()
    found = pa.array(diptych.arrow.extract(pa.array(["a"]), "en")).type.value_type
    assert [field.name for field in found] == [
        *("start", "end", "text", "kind", "value", "unit", "id", "modifier", "score", "details")
    ]


def test_the_same_as_one_by_one():
    texts = [text for text in TEXTS if text]
    column = pa.array(texts)
    cleaned = pa.array(diptych.arrow.clean(column, edits=True)).to_pylist()
    for text, row in zip(texts, cleaned, strict=True):
        alone = diptych.clean(text)
        assert row["text"] == alone.text
        assert [(e["start"], e["end"], e["replacement"], e["step"]) for e in row["edits"]] == [
            (e.start, e.end, e.replacement, e.step) for e in alone.edits
        ]
    found = pa.array(diptych.arrow.extract(column, "en", reference="2024-05-15")).to_pylist()
    for text, row in zip(texts, found, strict=True):
        alone = diptych.extract(text, "en", reference="2024-05-15")
        assert [(e["start"], e["end"], e["text"], e["kind"], e["value"]) for e in row] == [
            (e.start, e.end, e.text, e.kind, e.value) for e in alone
        ]
    guesses = pa.array(diptych.arrow.detect_language(column)).to_pylist()
    assert [guess["language"] for guess in guesses] == [
        diptych.detect_language(text).language for text in texts
    ]
    measured = pa.array(diptych.arrow.quality(column, "en", rules="gopher")).to_pylist()
    for text, row in zip(texts, measured, strict=True):
        quality = diptych.quality(text, "en")
        assert {k: row[k] for k in quality.signals} == quality.signals
        assert row["passed"] == quality.judge("gopher").passed
        assert row["failed"] == [rule.reason for rule in quality.judge("gopher").failed]


def test_languages_of_the_rows():
    texts = pa.array(["M. Leroy parle.", "Mr. Lee. He speaks.", "?"])
    tags = pa.chunked_array([["fr"], ["en", None]])
    counts = [len(row) for row in pa.array(diptych.arrow.sentences(texts, tags)).to_pylist()]
    assert (
        counts
        == [1, 2, 1]
        == [
            len(diptych.sentences(*x))
            for x in zip(texts.to_pylist(), tags.to_pylist(), strict=True)
        ]
    )
    for wrong in (pa.array(["fr"]), pa.array(["fr"] * 4)):
        with pytest.raises(ValueError, match="language: expected as many rows"):
            diptych.arrow.sentences(texts, wrong)
    with pytest.raises(ValueError, match=r"language: .*BCP 47"):
        diptych.arrow.sentences(texts, pa.array(["fr", "Klingon!", "fr"]))


def test_many_rows_on_many_threads():
    texts = [f"Number {i}. Then 🎉 no more." for i in range(5000)] + [None] * 500
    one = pa.array(diptych.arrow.sentences(pa.array(texts), "en", threads=1))
    many = pa.array(diptych.arrow.sentences(pa.array(texts), "en", threads=4))
    assert one == many
    assert many.null_count == 500


@pytest.mark.parametrize(
    ("column", "error", "message"),
    [
        (["a"], TypeError, "column: expected an Arrow column of strings"),
        (pa.array([1]), ValueError, "column: expected an Arrow column .* got Int64"),
        (pa.table({"a": ["x"], "b": ["y"]}), ValueError, "column: .*table of one column"),
        (pa.array([b"x"]), ValueError, "column: .*got Binary"),
    ],
)
def test_wrong_columns(column, error, message):
    with pytest.raises(error, match=message):
        diptych.arrow.sentences(column)


def test_wrong_options():
    column = pa.array(["a"])
    with pytest.raises(ValueError, match="language: expected None beside a segmenter"):
        diptych.arrow.sentences(column, "fr", segmenter=diptych.Segmenter("fr"))
    with pytest.raises(ValueError, match="threads: expected at least 1"):
        diptych.arrow.words(column, threads=0)
    with pytest.raises(TypeError, match="cleaner: expected a Cleaner"):
        diptych.arrow.clean(column, cleaner=diptych.Segmenter("fr"))


def test_an_error_of_the_stream_comes_through():
    def batches():
        yield pa.record_batch({"text": ["One."]})
        message = "the disk is gone"
        raise OSError(message)

    schema = pa.schema([("text", pa.string())])
    with pytest.raises(ValueError, match="the disk is gone"):
        diptych.arrow.sentences(pa.RecordBatchReader.from_batches(schema, batches()))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")
def test_interrupt_ends_a_long_call():
    column = pa.array(["Elle a payé 1 400 euros à Lyon lundi. " * 200] * 20_000)
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        diptych.arrow.extract(column, "fr")


def test_a_result_can_be_read_many_times():
    result = diptych.arrow.sentences(pa.chunked_array([["One."], ["Two. Three."]]), "en")
    assert len(result) == 2
    assert repr(result).startswith("ArrowColumn(2 rows, 2 chunks, ")
    for _ in range(2):
        assert pa.chunked_array(result).num_chunks == 2
        assert [len(row) for row in pa.array(result).to_pylist()] == [1, 2]
        assert pl.Series(result).list.len().to_list() == [1, 2]
    assert pd.Series.from_arrow(result).map(len).to_list() == [1, 2]


def test_duckdb():
    texts = pa.table({"text": TEXTS})
    relation = duckdb.from_arrow(texts).project("text")
    assert sentences(relation) == EXPECTED
    found = pa.table({"found": pa.chunked_array(diptych.arrow.sentences(texts, "fr"))})
    rows = duckdb.query("select len(found), found[1].text from found").fetchall()
    assert rows[0] == (2, EXPECTED[0][0]["text"])
    assert rows[1] == (None, None)
    assert found.num_rows == 4


def test_polars_lazy_and_streaming():
    frame = pl.DataFrame({"text": TEXTS * 50, "tag": ["fr", "en", None, "en"] * 50})
    query = frame.lazy().select(
        pl.col("text").diptych.sentences("fr"),
        pl.col("text").diptych.words(language=pl.col("tag")).list.len().alias("words"),
        pl.col("text").diptych.clean().alias("clean"),
        pl.col("text").diptych.clean(edits=True).struct.field("edits").list.len().alias("edits"),
        pl.col("text").diptych.detect_language().struct.field("language"),
        pl.col("text").diptych.quality(rules="gopher").struct.field("passed"),
        pl.col("text").diptych.extract("en", kinds=["money"]).alias("money"),
        pl.col("text").diptych.repair_encoding().alias("repaired"),
        pl.col("text").diptych.main_text().alias("page"),
    )
    schema = query.collect_schema()
    eager, streamed = query.collect(), query.collect(engine="streaming")
    assert eager.schema == schema == streamed.schema
    assert eager.equals(streamed)
    assert eager["text"].to_list() == EXPECTED * 50
    assert eager["money"][3][0]["value"] == "1400"
    kept = frame.lazy().filter(pl.col("text").diptych.sentences("fr").list.len() > 1)
    assert kept.collect(engine="streaming").height == 100


def test_polars_names_and_series():
    frame = pl.DataFrame({"text": TEXTS, "tag": ["fr"] * 4})
    assert frame.select(pl.col("text").diptych.words(pl.col("tag"))).columns == ["text"]
    upper = pl.col("text").str.to_uppercase().alias("upper")
    assert frame.select(upper.diptych.words(pl.col("tag"))).columns == ["upper"]
    assert frame["text"].diptych.sentences("fr").to_list() == EXPECTED
    assert frame["text"].diptych.clean().name == "text"
    with pytest.raises(AttributeError, match="'translate'"):
        frame["text"].diptych.translate()
    assert "sentences" in dir(frame["text"].diptych)
