"""The settlement check in DuckDB: every line's payment, amount, net and fee, and the sums of batches.

usage: duckdb_settle.py DIRECTORY OUT.csv"""
import json
import sys

import duckdb

directory, out = sys.argv[1], sys.argv[2]
db = duckdb.connect()
db.execute("SET threads=2; SET preserve_insertion_order=false")
READ = "header=true, auto_detect=false, delim=',', quote='\"', columns="
PAYMENTS = """{'payment_id':'VARCHAR','merchant_order_id':'VARCHAR','type':'VARCHAR','payer':'VARCHAR',
 'amount':'DECIMAL(18,2)','fee':'DECIMAL(18,2)','currency':'VARCHAR','status':'VARCHAR',
 'paid_at':'TIMESTAMP','channel':'VARCHAR'}"""
LINES = """{'payment_id':'VARCHAR','type':'VARCHAR','amount':'DECIMAL(18,2)','fee':'DECIMAL(18,2)',
 'net':'DECIMAL(18,2)','batch':'VARCHAR','settle_date':'DATE'}"""
BATCHES = """{'batch':'VARCHAR','gross':'DECIMAL(18,2)','fee':'DECIMAL(18,2)','net':'DECIMAL(18,2)',
 'n':'BIGINT'}"""
# A line is read once: its batch's sums come from the same table as the join.
db.execute(f"""
CREATE TEMP VIEW p AS SELECT payment_id, amount
  FROM read_csv('{directory}/payments.csv', {READ}{PAYMENTS}) WHERE status = 'SUCCESS';
CREATE TEMP TABLE s AS SELECT payment_id, type, amount, fee, net, batch
  FROM read_csv('{directory}/settlement_lines.csv', {READ}{LINES});
CREATE TEMP TABLE differences AS SELECT * FROM (
  SELECT CASE WHEN s.payment_id IS NULL THEN 'missing_right'
    WHEN p.payment_id IS NULL THEN 'missing_left'
    WHEN s.amount <> p.amount THEN 'amount_mismatch'
    WHEN s.net <> s.amount - s.fee THEN 'net'
    WHEN s.type = 'SALE' AND s.fee <> round(s.amount * 0.006, 2) THEN 'fee_mismatch'
    ELSE 'matched' END class,
    coalesce(s.payment_id, p.payment_id) payment_id, p.amount AS paid, s.amount, s.fee, s.net, s.batch
  FROM s FULL JOIN p ON s.payment_id = p.payment_id)
WHERE class <> 'matched';
CREATE TEMP TABLE wrong AS SELECT b.batch FROM read_csv('{directory}/batches.csv', {READ}{BATCHES}) b
  FULL JOIN (SELECT batch, sum(amount) g, sum(fee) f, sum(net) n, count(*) c FROM s GROUP BY batch) t
  ON b.batch = t.batch
  WHERE b.batch IS NULL OR t.batch IS NULL OR b.gross <> t.g OR b.fee <> t.f OR b.net <> t.n OR b.n <> t.c;
COPY differences TO '{out}' (HEADER);
""")
counts = dict(db.execute("SELECT class, count(*) FROM differences GROUP BY 1").fetchall())
wrong = db.execute("SELECT count(*) FROM wrong").fetchone()[0]
if wrong:
    counts["batches"] = wrong
print(json.dumps(counts, sort_keys=True))
