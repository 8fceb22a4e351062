"""The scored pass's job in splink: open orders against payments without an order number.

usage: splink_link.py DIRECTORY     – left.csv and right.csv as gen_link.py writes them
The prior is fixed at what one-to-one allows and EM learns in tight blocks; left to itself, it finds "same payer"
instead of "same payment". Single best links make it one to one. Prints a line of JSON."""
import json
import logging
import sys

import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LAG = '("ts_r"-"ts_l")'
RULES = [
    block_on("phone"),
    "l.amount=r.amount and l.hour=r.hour", "l.amount=r.amount and l.hour=r.hour-1",
    "l.amount=r.amount and l.hour=r.hour+1", "l.last4=r.last4 and l.amount=r.amount",
    "l.last4=r.last4 and l.hour=r.hour", "l.name=r.name and l.hour=r.hour", "l.amount=r.amount and l.name=r.name",
    "l.amount=r.amount and l.surname=r.surname and l.initial=r.initial",
]


def compared():
    custom = levels.CustomLevel
    amount = comparisons.CustomComparison(output_column_name="amount", comparison_levels=[
        levels.NullLevel("amount"), levels.ExactMatchLevel("amount", term_frequency_adjustments=True),
        custom('abs("amount_l"-("amount_l"*6+500)//1000-"amount_r")<=1'),
        custom('abs("amount_l"-"amount_r")<=5'),
        custom('"amount_r">="amount_l"*0.89 and "amount_r"<"amount_l"'), levels.ElseLevel()])
    lags = [(0, 30), (31, 90), (91, 300), (-300, -1), (301, 3_600), (3_601, 259_200)]
    time = comparisons.CustomComparison(output_column_name="ts", comparison_levels=[
        *(custom(f"{LAG} between {low} and {high}") for low, high in lags), levels.ElseLevel()])
    phone = comparisons.CustomComparison(output_column_name="phone", comparison_levels=[
        levels.NullLevel("phone"), levels.ExactMatchLevel("phone"),
        custom('starts_with("phone_r",\'*\') and "last4_l"="last4_r"'),
        levels.DamerauLevenshteinLevel("phone", 1), levels.ElseLevel()])
    name = comparisons.CustomComparison(output_column_name="name", comparison_levels=[
        levels.NullLevel("name"), levels.ExactMatchLevel("name", term_frequency_adjustments=True),
        custom('length(split_part("name_r",\' \',1))=1 and "initial_l"="initial_r" and "surname_l"="surname_r"'),
        levels.JaroWinklerLevel("name", .92), levels.JaroWinklerLevel("name", .8), levels.ElseLevel()])
    return [amount, time, phone, name, comparisons.ExactMatch("channel")]


def main():
    logging.disable(logging.WARNING)
    connection = duckdb.connect()
    for side in ("left", "right"):
        connection.execute(f"""create table {side}_side as select unique_id, ent, amount, ts, phone, name, channel,
            ts // 3600 as hour, right(phone, 4) as last4, left(name, 1) as initial, split_part(name, ' ', 2) as surname
            from read_csv('{sys.argv[1]}/{side}.csv', header=true, columns={{'unique_id': 'BIGINT', 'ent': 'BIGINT',
            'amount': 'BIGINT', 'ts': 'BIGINT', 'phone': 'VARCHAR', 'name': 'VARCHAR', 'channel': 'VARCHAR'}})""")
    settings = SettingsCreator(
        link_type="link_only", comparisons=compared(), blocking_rules_to_generate_predictions=RULES,
        retain_intermediate_calculation_columns=False, retain_matching_columns=False)
    linker = Linker(["left_side", "right_side"], settings, db_api=DuckDBAPI(connection=connection),
                    input_table_aliases=["a", "b"], validate_settings=False)
    rows = connection.execute("select count(*) from left_side").fetchone()[0]
    linker._settings_obj._probability_two_random_records_match = .9 / rows
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6)
    for block in ("l.amount=r.amount and l.hour=r.hour",
                  "l.phone=r.phone and l.channel=r.channel and abs(l.ts-r.ts)<7200"):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block, fix_probability_two_random_records_match=True)
    pairs = linker.inference.predict(threshold_match_probability=.01)
    links = linker.clustering.cluster_using_single_best_links(
        pairs, duplicate_free_datasets=["a", "b"], threshold_match_probability=.5)
    right, found = connection.execute(f"""
        select count(*) filter (x.ent = y.ent), count(*) from {links.physical_name} l
        join {links.physical_name} r on l.cluster_id = r.cluster_id
        join left_side x on x.unique_id = l.unique_id join right_side y on y.unique_id = r.unique_id
        where l.source_dataset = 'a' and r.source_dataset = 'b'""").fetchone()
    true = connection.execute("select count(*) from left_side semi join right_side using (ent)").fetchone()[0]
    precision, recall = right / found, right / true
    print(json.dumps({"f1": 2 * precision * recall / (precision + recall), "precision": precision, "recall": recall}))


main()
