"""Makes people in DuckDB, Parquet, PostgreSQL and Spark, and times who groups, who finishes, and who fetches rows."""

import os
import resource
import shutil
import subprocess
import sys
import time

import duckdb

tool, work = sys.argv[1:3]
sizes = [int(text) for text in sys.argv[3:]] or [1, 10, 100]
people = int(os.environ.get("PEOPLE", "5000000"))
runs = int(os.environ.get("RUNS", "3"))
formula = "reoffended ~ area * homeless + (homeless + alcohol + drugs + unemployed)^2"
question = ["--by", "area", "--factors", "homeless,alcohol,drugs,unemployed", "--formula", formula]
environment = dict(os.environ, LD_PRELOAD=os.environ.get("REOFFENDING_TEST_DUCKDB", ""))
columns = "reoffended, area, homeless, alcohol, drugs, unemployed"


def draw(number, below):
    """A whole number that follows from a row's number, the bits of whose hash are mixed once more."""
    return f"CAST((hash(hash(id) + {number}) >> 11) % {below} AS BIGINT)"


def source(rows):
    """27 areas, four factors, a score that nearly everybody has another of, and a probability in a hundred steps."""
    return f"""
      SELECT CAST({draw(5, 1000003)} / 1000003.0 < 1 / (1 + exp(1.2 - 0.5 * homeless - 0.4 * alcohol - 0.7 * drugs
          - 0.3 * unemployed - 0.02 * number - 0.05 * score)) AS INTEGER) AS reoffended, 'Area ' || number AS area, homeless,
        alcohol, drugs, unemployed, score, CAST(0.15 + 0.05 * homeless + 0.1 * drugs + floor(score) / 50 AS DOUBLE) AS predicted
      FROM (SELECT id, {draw(1, 27)} AS number, CAST({draw(2, 5)} = 0 AS INTEGER) AS homeless,
          CAST({draw(3, 3)} = 0 AS INTEGER) AS alcohol, CAST({draw(4, 4)} = 0 AS INTEGER) AS drugs,
          CAST({draw(6, 2)} AS INTEGER) AS unemployed, {draw(7, 1000000007)} / 1e8 AS score
        FROM range({rows}) AS r(id))"""


def timed(action):
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def ours(arguments, program=tool):
    """Seconds, and the peak memory of the process in megabytes."""
    best, memory = None, 0
    for _ in range(runs):
        # A child of this process would be charged its memory; one of time's is not.
        told = f"{work}/time"
        started = time.perf_counter()
        done = subprocess.run(["/usr/bin/time", "-f", "%M", "-o", told, program] + arguments + ["--format", "json"],
                              env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        elapsed = time.perf_counter() - started
        if done.returncode != 0:
            sys.exit(f"{arguments}: {done.stderr}")
        best = elapsed if best is None else min(best, elapsed)
        memory = max(memory, float(open(told).read()) / 1024)
    return best, memory


def statement(arguments):
    text = subprocess.run([tool] + arguments + ["--explain-sql"], env=environment, capture_output=True, text=True, check=True)
    return text.stdout.strip().rstrip(";")


def best(action):
    return min(timed(action) for _ in range(runs))


def engines():
    parquet = f"{work}/people.parquet"
    duckdb.sql(f"COPY ({source(people)}) TO '{parquet}'")
    yield "DuckDB on Parquet", [parquet], lambda sql: duckdb.sql(sql).fetchall()
    database = f"{work}/people.duckdb"
    with duckdb.connect(database) as connection:
        connection.execute(f"CREATE TABLE people AS SELECT * FROM '{parquet}'")

    def own(sql):
        with duckdb.connect(database, read_only=True) as connection:
            connection.execute(sql).fetchall()

    yield "DuckDB", ["duckdb:" + database, "--table", "people"], own
    address = os.environ.get("REOFFENDING_TEST_POSTGRESQL")
    if address:
        import adbc_driver_postgresql.dbapi as postgresql
        import pyarrow
        import pyarrow.parquet

        with postgresql.connect(address) as connection, connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS benchmark_people")
            for batch in pyarrow.parquet.ParquetFile(parquet).iter_batches(500_000):
                cursor.adbc_ingest("benchmark_people", pyarrow.Table.from_batches([batch]), mode="create_append")
            connection.commit()
            cursor.execute("ANALYZE benchmark_people")
            connection.commit()

            def own(sql):
                cursor.execute(sql)
                cursor.fetchall()

            yield "PostgreSQL", [address, "--table", "benchmark_people"], own
            cursor.execute("DROP TABLE benchmark_people")
            connection.commit()
    address = os.environ.get("REOFFENDING_TEST_SPARK")
    if address:
        import adbc_driver_manager.dbapi as manager
        import adbc_driver_spark

        with manager.connect(adbc_driver_spark._driver_path(), db_kwargs={"uri": address}) as connection:
            with connection.cursor() as cursor:

                def own(sql):
                    cursor.execute(sql)
                    cursor.fetchall()

                yield "Spark", [address, "--query", f"SELECT * FROM parquet.`{parquet}`"], own


FETCHED = """
import resource, sys, time, duckdb, numpy, patsy, statsmodels.api as models
started = time.perf_counter()
frame = duckdb.sql(f"SELECT {columns} FROM '{parquet}'").df()
outcome, design = patsy.dmatrices(formula, frame, return_type="dataframe")
fit = models.GLM(outcome, design, family=models.families.Binomial()).fit()
print(f"pandas and statsmodels: {time.perf_counter() - started:.1f} s, "
      f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, {len(fit.params)} coefficients", flush=True)
"""

print(f"{people:,} people, analyse with {formula}", flush=True)
for name, arguments, own in engines():
    sql = statement(["analyse"] + arguments + question)
    theirs = best(lambda: own(sql))
    seconds, memory = ours(["analyse"] + arguments + question)
    print(f"{name}: engine alone {theirs:.2f} s, analyse {seconds:.2f} s ({seconds / theirs:.2f} times), {memory:.0f} MB", flush=True)
    stepper = os.environ.get("STEPPER")
    if stepper and name in os.environ.get("STEPPED", "DuckDB,PostgreSQL,Spark").split(","):
        model = ["fit"] + arguments + ["--formula", "reoffended ~ area + homeless + score"]
        seconds, memory = ours(model + ["--in-engine", "always"], stepper)
        print(f"{name}: a score of everybody's own, by sums: {seconds:.2f} s, {memory:.0f} MB", flush=True)
if os.environ.get("FETCH", "1") == "1":
    text = FETCHED.replace("{columns}", columns).replace("{parquet}", f"{work}/people.parquet")
    subprocess.run([sys.executable, "-c", f"formula = {formula.replace('^', '**')!r}\n" + text], check=False)
    rows = ours(["fit", f"{work}/people.parquet", "--formula", formula])
    print(f"the same model alone here: {rows[0]:.2f} s, {rows[1]:.0f} MB", flush=True)

for millions in sizes:
    parquet = f"{work}/grown.parquet"
    if shutil.disk_usage(work).free < 15e9 + millions * 2e7:
        print(f"{millions} million rows: less than 15 GB of disk would be left", flush=True)
        continue
    made = timed(lambda: duckdb.sql(f"COPY ({source(millions * 1_000_000)}) TO '{parquet}'"))
    arguments = ["analyse", parquet] + question
    sql = statement(arguments)
    theirs = best(lambda: duckdb.sql(sql).fetchall())
    seconds, memory = ours(arguments)
    size = os.path.getsize(parquet) / 1e6
    print(f"{millions} million rows ({size:.0f} MB, made in {made:.0f} s): engine alone {theirs:.2f} s, analyse {seconds:.2f} s, "
          f"{memory:.0f} MB", flush=True)
    os.remove(parquet)
print(f"peak of this script {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
