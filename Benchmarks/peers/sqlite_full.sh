#!/bin/bash
# The full job in SQLite: import, index, join. usage: sqlite_full.sh DIRECTORY OUT.csv
set -euo pipefail
directory=$1; out=$2; db=$(mktemp -u "${TMPDIR:-/tmp}/sqlite-job.XXXXXX")
trap 'rm -f "$db"' EXIT
sqlite3 "$db" <<SQL
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-2000000; PRAGMA temp_store=MEMORY;
CREATE TABLE o(order_id TEXT,type TEXT,user_id TEXT,amount REAL,currency TEXT,status TEXT,created_at TEXT,channel TEXT,sku TEXT);
CREATE TABLE p(payment_id TEXT,order_id TEXT,type TEXT,payer TEXT,amount REAL,fee REAL,currency TEXT,status TEXT,paid_at TEXT,channel TEXT);
.mode csv
.import --skip 1 $directory/orders.csv o
.import --skip 1 $directory/payments.csv p
CREATE INDEX oi ON o(order_id,type); CREATE INDEX pi ON p(order_id,type);
CREATE TEMP TABLE later AS SELECT payment_id FROM (
  SELECT payment_id, row_number() OVER (PARTITION BY order_id,type ORDER BY paid_at,payment_id) n
  FROM p WHERE (order_id,type) IN (SELECT order_id,type FROM p WHERE order_id<>'' GROUP BY 1,2 HAVING count(*)>1)) WHERE n>1;
CREATE INDEX li ON later(payment_id);
CREATE TEMP TABLE differences AS
SELECT CASE WHEN p.payment_id IS NULL THEN 'missing_right' WHEN later.payment_id IS NOT NULL THEN 'duplicate'
  WHEN round(o.amount*100)<>round(p.amount*100) THEN 'amount_mismatch' WHEN p.status<>'SUCCESS' THEN 'status_mismatch'
  WHEN unixepoch(p.paid_at)-unixepoch(o.created_at)>86400 THEN 'date_mismatch' ELSE 'matched' END class,
  o.order_id, o.type, p.payment_id, o.amount oa, p.amount pa, o.status os, p.status ps, o.created_at, p.paid_at
FROM o LEFT JOIN p ON o.order_id=p.order_id AND o.type=p.type LEFT JOIN later ON later.payment_id=p.payment_id
WHERE class<>'matched'
UNION ALL
SELECT CASE WHEN p.order_id='' THEN 'no_key' WHEN later.payment_id IS NOT NULL THEN 'duplicate' ELSE 'missing_left' END,
  p.order_id,p.type,p.payment_id,NULL,p.amount,NULL,p.status,NULL,p.paid_at
FROM p LEFT JOIN later ON later.payment_id=p.payment_id
WHERE NOT EXISTS(SELECT 1 FROM o WHERE o.order_id=p.order_id AND o.type=p.type);
.headers on
.once $out
SELECT * FROM differences;
.mode list
SELECT json_group_object(class, n) FROM (SELECT class, count(*) n FROM differences GROUP BY 1 ORDER BY 1);
SQL
