"""Whether two tables are the same, and whether other libraries read croquis' one."""

import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from checks import Different


def load(path):
    if path.suffix == ".parquet":
        return pq.read_table(path)
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def names(table):
    return json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]["word"]["names"]


def words(table):
    """The labels as texts: the two sides may number classes differently."""
    return pa.array(names(table)).take(table["word"].combine_chunks())


def tables(peer, croquis):
    """Every column of both, as pyarrow reads them; what polars, duckdb and datasets read of croquis' table."""
    theirs, ours = load(peer), load(croquis)
    ours.validate(full=True)
    if theirs.num_rows != ours.num_rows:
        raise Different(f"the peer wrote {theirs.num_rows} rows and croquis {ours.num_rows}")
    if theirs.column_names != ours.column_names:
        raise Different(f"the peer's columns are {theirs.column_names} and croquis' {ours.column_names}")
    for name in theirs.column_names:
        sides = [words(table) if name == "word" else table[name].combine_chunks() for table in (theirs, ours)]
        if not sides[0].equals(sides[1].cast(sides[0].type)):
            raise Different(f"the columns '{name}' differ")
    return f"{ours.num_rows} rows equal; {others(croquis, ours)}"


def others(path, table):
    """Whether polars, duckdb and datasets give the same drawings and labels."""
    import duckdb
    import polars

    is_parquet = path.suffix == ".parquet"
    frame = polars.read_parquet(path) if is_parquet else polars.read_ipc(path)
    same(polars.from_arrow(table)["drawing"].equals(frame["drawing"]), "polars", "drawings")
    if not is_parquet:
        return "polars reads the same"
    total = f"SELECT count(*), sum(list_sum(list_transform(drawing, lambda s: list_sum(s.x)))) FROM '{path}'"
    ((rows, sums),) = duckdb.sql(total).fetchall()
    numbers = pc.list_flatten(pc.list_flatten(table["drawing"].combine_chunks()).field("x"))
    same(rows == table.num_rows and sums == pc.sum(numbers.cast(pa.int64())).as_py(), "duckdb", "drawings")
    import datasets

    datasets.disable_progress_bars()
    loaded = datasets.load_dataset("parquet", data_files=str(path), split="train", cache_dir=str(path) + ".cache")
    word = loaded.features["word"]
    same(isinstance(word, datasets.ClassLabel) and word.names == names(table), "datasets", "names of classes")
    same(np.array_equal(loaded.with_format("numpy")["word"][:], table["word"].to_numpy()), "datasets", "labels")
    same(loaded[0]["drawing"] == table["drawing"][0].as_py(), "datasets", "first drawing")
    return "polars, duckdb and datasets read the same"


def same(is_same, library, what):
    if not is_same:
        raise Different(f"{library} reads other {what}")
