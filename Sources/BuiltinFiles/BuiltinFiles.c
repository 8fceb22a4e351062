// The data files that ship inside the program (C23 #embed, so that one file runs anywhere).
// A new file under files/ needs two lines here; TidyTests name any that is missing.
#include "BuiltinFiles.h"

#pragma clang diagnostic ignored "-Wc23-extensions"


static const uint8_t placeholder[] = {
#embed "files/README.md"
};

static const uint8_t calendar_cn[] = {
#embed "files/calendars/cn.yaml"
};
static const uint8_t calendar_none[] = {
#embed "files/calendars/none.yaml"
};
static const uint8_t calendar_weekends[] = {
#embed "files/calendars/weekends.yaml"
};
static const uint8_t dialect_acg_faka_orders[] = {
#embed "files/dialects/acg-faka-orders.yaml"
};
static const uint8_t dialect_alipay_fund_summary[] = {
#embed "files/dialects/alipay-fund-summary.yaml"
};
static const uint8_t dialect_alipay_fund[] = {
#embed "files/dialects/alipay-fund.yaml"
};
static const uint8_t dialect_alipay_personal[] = {
#embed "files/dialects/alipay-personal.yaml"
};
static const uint8_t dialect_alipay_trade_isv[] = {
#embed "files/dialects/alipay-trade-isv.yaml"
};
static const uint8_t dialect_alipay_trade_summary[] = {
#embed "files/dialects/alipay-trade-summary.yaml"
};
static const uint8_t dialect_alipay_trade[] = {
#embed "files/dialects/alipay-trade.yaml"
};
static const uint8_t dialect_bank_abc_debit[] = {
#embed "files/dialects/bank-abc-debit.yaml"
};
static const uint8_t dialect_bank_boc_credit[] = {
#embed "files/dialects/bank-boc-credit.yaml"
};
static const uint8_t dialect_bank_boc_debit[] = {
#embed "files/dialects/bank-boc-debit.yaml"
};
static const uint8_t dialect_bank_bocom_credit[] = {
#embed "files/dialects/bank-bocom-credit.yaml"
};
static const uint8_t dialect_bank_bocom_debit[] = {
#embed "files/dialects/bank-bocom-debit.yaml"
};
static const uint8_t dialect_bank_ccb_debit[] = {
#embed "files/dialects/bank-ccb-debit.yaml"
};
static const uint8_t dialect_bank_cgb_credit[] = {
#embed "files/dialects/bank-cgb-credit.yaml"
};
static const uint8_t dialect_bank_citic_credit[] = {
#embed "files/dialects/bank-citic-credit.yaml"
};
static const uint8_t dialect_bank_cmb_credit[] = {
#embed "files/dialects/bank-cmb-credit.yaml"
};
static const uint8_t dialect_bank_cmb_debit[] = {
#embed "files/dialects/bank-cmb-debit.yaml"
};
static const uint8_t dialect_bank_corporate[] = {
#embed "files/dialects/bank-corporate.yaml"
};
static const uint8_t dialect_bank_hsbc_hk[] = {
#embed "files/dialects/bank-hsbc-hk.yaml"
};
static const uint8_t dialect_bank_icbc_credit[] = {
#embed "files/dialects/bank-icbc-credit.yaml"
};
static const uint8_t dialect_bank_icbc_debit[] = {
#embed "files/dialects/bank-icbc-debit.yaml"
};
static const uint8_t dialect_bank_spdb_debit[] = {
#embed "files/dialects/bank-spdb-debit.yaml"
};
static const uint8_t dialect_cainiao_order[] = {
#embed "files/dialects/cainiao-order.yaml"
};
static const uint8_t dialect_cainiao_sale[] = {
#embed "files/dialects/cainiao-sale.yaml"
};
static const uint8_t dialect_cainiao_sku[] = {
#embed "files/dialects/cainiao-sku.yaml"
};
static const uint8_t dialect_card_system_orders[] = {
#embed "files/dialects/card-system-orders.yaml"
};
static const uint8_t dialect_douyin_orders[] = {
#embed "files/dialects/douyin-orders.yaml"
};
static const uint8_t dialect_douyin_settlement_short[] = {
#embed "files/dialects/douyin-settlement-short.yaml"
};
static const uint8_t dialect_douyin_settlement[] = {
#embed "files/dialects/douyin-settlement.yaml"
};
static const uint8_t dialect_dujiao_next_orders[] = {
#embed "files/dialects/dujiao-next-orders.yaml"
};
static const uint8_t dialect_dujiao_next_payments[] = {
#embed "files/dialects/dujiao-next-payments.yaml"
};
static const uint8_t dialect_dujiaoka_orders[] = {
#embed "files/dialects/dujiaoka-orders.yaml"
};
static const uint8_t dialect_epay_notify[] = {
#embed "files/dialects/epay-notify.yaml"
};
static const uint8_t dialect_epay_orders[] = {
#embed "files/dialects/epay-orders.yaml"
};
static const uint8_t dialect_epusdt_callbacks[] = {
#embed "files/dialects/epusdt-callbacks.yaml"
};
static const uint8_t dialect_epusdt_orders_json[] = {
#embed "files/dialects/epusdt-orders-json.yaml"
};
static const uint8_t dialect_epusdt_orders[] = {
#embed "files/dialects/epusdt-orders.yaml"
};
static const uint8_t dialect_etherscan_erc20[] = {
#embed "files/dialects/etherscan-erc20.yaml"
};
static const uint8_t dialect_etherscan_native[] = {
#embed "files/dialects/etherscan-native.yaml"
};
static const uint8_t dialect_generic_orders[] = {
#embed "files/dialects/generic-orders.yaml"
};
static const uint8_t dialect_generic_payments[] = {
#embed "files/dialects/generic-payments.yaml"
};
static const uint8_t dialect_huobi[] = {
#embed "files/dialects/huobi.yaml"
};
static const uint8_t dialect_jd_ads[] = {
#embed "files/dialects/jd-ads.yaml"
};
static const uint8_t dialect_jd_orders[] = {
#embed "files/dialects/jd-orders.yaml"
};
static const uint8_t dialect_jd_personal[] = {
#embed "files/dialects/jd-personal.yaml"
};
static const uint8_t dialect_jd_settlement_2026[] = {
#embed "files/dialects/jd-settlement-2026.yaml"
};
static const uint8_t dialect_jd_settlement[] = {
#embed "files/dialects/jd-settlement.yaml"
};
static const uint8_t dialect_jd_wallet_fund[] = {
#embed "files/dialects/jd-wallet-fund.yaml"
};
static const uint8_t dialect_jd_wallet_settlement[] = {
#embed "files/dialects/jd-wallet-settlement.yaml"
};
static const uint8_t dialect_meituan_personal[] = {
#embed "files/dialects/meituan-personal.yaml"
};
static const uint8_t dialect_oklink[] = {
#embed "files/dialects/oklink.yaml"
};
static const uint8_t dialect_pdd_fund[] = {
#embed "files/dialects/pdd-fund.yaml"
};
static const uint8_t dialect_pdd_orders[] = {
#embed "files/dialects/pdd-orders.yaml"
};
static const uint8_t dialect_taobao_orders[] = {
#embed "files/dialects/taobao-orders.yaml"
};
static const uint8_t dialect_tokenpay_callbacks[] = {
#embed "files/dialects/tokenpay-callbacks.yaml"
};
static const uint8_t dialect_trongrid_trc20[] = {
#embed "files/dialects/trongrid-trc20.yaml"
};
static const uint8_t dialect_unionpay_acquirer[] = {
#embed "files/dialects/unionpay-acquirer.yaml"
};
static const uint8_t dialect_unionpay_zm[] = {
#embed "files/dialects/unionpay-zm.yaml"
};
static const uint8_t dialect_unionpay_zme[] = {
#embed "files/dialects/unionpay-zme.yaml"
};
static const uint8_t dialect_wechat_all[] = {
#embed "files/dialects/wechat-all.yaml"
};
static const uint8_t dialect_wechat_fund[] = {
#embed "files/dialects/wechat-fund.yaml"
};
static const uint8_t dialect_wechat_personal[] = {
#embed "files/dialects/wechat-personal.yaml"
};
static const uint8_t dialect_wechat_refund[] = {
#embed "files/dialects/wechat-refund.yaml"
};
static const uint8_t dialect_wechat_shop[] = {
#embed "files/dialects/wechat-shop.yaml"
};
static const uint8_t dialect_wechat_success[] = {
#embed "files/dialects/wechat-success.yaml"
};
static const uint8_t dialect_wechat_v2_success[] = {
#embed "files/dialects/wechat-v2-success.yaml"
};
static const uint8_t dialect_wechat_v2[] = {
#embed "files/dialects/wechat-v2.yaml"
};
static const uint8_t dialect_youzan[] = {
#embed "files/dialects/youzan.yaml"
};
static const uint8_t dialect_zfaka_orders[] = {
#embed "files/dialects/zfaka-orders.yaml"
};

static const uint8_t names_folding[] = {
#embed "files/names/folding.txt"
};
static const uint8_t remarks_rules[] = {
#embed "files/remarks/rules.yaml"
};
static const uint8_t remarks_weights[] = {
#embed "files/remarks/weights.txt"
};
static const uint8_t web_pages_alerts_mustache[] = {
#embed "files/web/pages/alerts.mustache"
};
static const uint8_t web_pages_approvals_mustache[] = {
#embed "files/web/pages/approvals.mustache"
};
static const uint8_t web_pages_break_mustache[] = {
#embed "files/web/pages/break.mustache"
};
static const uint8_t web_pages_breaks_mustache[] = {
#embed "files/web/pages/breaks.mustache"
};
static const uint8_t web_pages_calendars_mustache[] = {
#embed "files/web/pages/calendars.mustache"
};
static const uint8_t web_pages_compare_mustache[] = {
#embed "files/web/pages/compare.mustache"
};
static const uint8_t web_pages_decide_mustache[] = {
#embed "files/web/pages/decide.mustache"
};
static const uint8_t web_pages_definition_mustache[] = {
#embed "files/web/pages/definition.mustache"
};
static const uint8_t web_pages_definitions_mustache[] = {
#embed "files/web/pages/definitions.mustache"
};
static const uint8_t web_pages_evidence_mustache[] = {
#embed "files/web/pages/evidence.mustache"
};
static const uint8_t web_pages_fault_mustache[] = {
#embed "files/web/pages/fault.mustache"
};
static const uint8_t web_pages_icon_mustache[] = {
#embed "files/web/pages/icon.mustache"
};
static const uint8_t web_pages_imports_mustache[] = {
#embed "files/web/pages/imports.mustache"
};
static const uint8_t web_pages_layout_mustache[] = {
#embed "files/web/pages/layout.mustache"
};
static const uint8_t web_pages_leaf_mustache[] = {
#embed "files/web/pages/leaf.mustache"
};
static const uint8_t web_pages_ledger_mustache[] = {
#embed "files/web/pages/ledger.mustache"
};
static const uint8_t web_pages_mapping_mustache[] = {
#embed "files/web/pages/mapping.mustache"
};
static const uint8_t web_pages_overview_mustache[] = {
#embed "files/web/pages/overview.mustache"
};
static const uint8_t web_pages_plan_mustache[] = {
#embed "files/web/pages/plan.mustache"
};
static const uint8_t web_pages_receipts_mustache[] = {
#embed "files/web/pages/receipts.mustache"
};
static const uint8_t web_pages_reveal_mustache[] = {
#embed "files/web/pages/reveal.mustache"
};
static const uint8_t web_pages_reports_mustache[] = {
#embed "files/web/pages/reports.mustache"
};
static const uint8_t web_pages_run_mustache[] = {
#embed "files/web/pages/run.mustache"
};
static const uint8_t web_pages_runs_mustache[] = {
#embed "files/web/pages/runs.mustache"
};
static const uint8_t web_pages_confirm_mustache[] = {
#embed "files/web/pages/confirm.mustache"
};
static const uint8_t web_pages_error_mustache[] = {
#embed "files/web/pages/error.mustache"
};
static const uint8_t web_pages_gate_mustache[] = {
#embed "files/web/pages/gate.mustache"
};
static const uint8_t web_pages_login_mustache[] = {
#embed "files/web/pages/login.mustache"
};
static const uint8_t web_pages_recovery_mustache[] = {
#embed "files/web/pages/recovery.mustache"
};
static const uint8_t web_pages_settings_mustache[] = {
#embed "files/web/pages/settings.mustache"
};
static const uint8_t web_pages_webhooks_mustache[] = {
#embed "files/web/pages/webhooks.mustache"
};
static const uint8_t web_pages_setup_mustache[] = {
#embed "files/web/pages/setup.mustache"
};
static const uint8_t web_pages_trace_mustache[] = {
#embed "files/web/pages/trace.mustache"
};
static const uint8_t web_pages_workbench_mustache[] = {
#embed "files/web/pages/workbench.mustache"
};
static const uint8_t web_static_gate_css[] = {
#embed "files/web/static/gate.css"
};
static const uint8_t web_static_matchbook_css[] = {
#embed "files/web/static/matchbook.css"
};
static const uint8_t web_static_matchbook_js[] = {
#embed "files/web/static/matchbook.js"
};

static const builtin_file all[] = {
    {"README.md", placeholder, sizeof placeholder},
    {"calendars/cn.yaml", calendar_cn, sizeof calendar_cn},
    {"calendars/none.yaml", calendar_none, sizeof calendar_none},
    {"calendars/weekends.yaml", calendar_weekends, sizeof calendar_weekends},
    {"dialects/acg-faka-orders.yaml", dialect_acg_faka_orders, sizeof dialect_acg_faka_orders},
    {"dialects/alipay-fund-summary.yaml", dialect_alipay_fund_summary, sizeof dialect_alipay_fund_summary},
    {"dialects/alipay-fund.yaml", dialect_alipay_fund, sizeof dialect_alipay_fund},
    {"dialects/alipay-personal.yaml", dialect_alipay_personal, sizeof dialect_alipay_personal},
    {"dialects/alipay-trade-isv.yaml", dialect_alipay_trade_isv, sizeof dialect_alipay_trade_isv},
    {"dialects/alipay-trade-summary.yaml", dialect_alipay_trade_summary, sizeof dialect_alipay_trade_summary},
    {"dialects/alipay-trade.yaml", dialect_alipay_trade, sizeof dialect_alipay_trade},
    {"dialects/bank-abc-debit.yaml", dialect_bank_abc_debit, sizeof dialect_bank_abc_debit},
    {"dialects/bank-boc-credit.yaml", dialect_bank_boc_credit, sizeof dialect_bank_boc_credit},
    {"dialects/bank-boc-debit.yaml", dialect_bank_boc_debit, sizeof dialect_bank_boc_debit},
    {"dialects/bank-bocom-credit.yaml", dialect_bank_bocom_credit, sizeof dialect_bank_bocom_credit},
    {"dialects/bank-bocom-debit.yaml", dialect_bank_bocom_debit, sizeof dialect_bank_bocom_debit},
    {"dialects/bank-ccb-debit.yaml", dialect_bank_ccb_debit, sizeof dialect_bank_ccb_debit},
    {"dialects/bank-cgb-credit.yaml", dialect_bank_cgb_credit, sizeof dialect_bank_cgb_credit},
    {"dialects/bank-citic-credit.yaml", dialect_bank_citic_credit, sizeof dialect_bank_citic_credit},
    {"dialects/bank-cmb-credit.yaml", dialect_bank_cmb_credit, sizeof dialect_bank_cmb_credit},
    {"dialects/bank-cmb-debit.yaml", dialect_bank_cmb_debit, sizeof dialect_bank_cmb_debit},
    {"dialects/bank-corporate.yaml", dialect_bank_corporate, sizeof dialect_bank_corporate},
    {"dialects/bank-hsbc-hk.yaml", dialect_bank_hsbc_hk, sizeof dialect_bank_hsbc_hk},
    {"dialects/bank-icbc-credit.yaml", dialect_bank_icbc_credit, sizeof dialect_bank_icbc_credit},
    {"dialects/bank-icbc-debit.yaml", dialect_bank_icbc_debit, sizeof dialect_bank_icbc_debit},
    {"dialects/bank-spdb-debit.yaml", dialect_bank_spdb_debit, sizeof dialect_bank_spdb_debit},
    {"dialects/cainiao-order.yaml", dialect_cainiao_order, sizeof dialect_cainiao_order},
    {"dialects/cainiao-sale.yaml", dialect_cainiao_sale, sizeof dialect_cainiao_sale},
    {"dialects/cainiao-sku.yaml", dialect_cainiao_sku, sizeof dialect_cainiao_sku},
    {"dialects/card-system-orders.yaml", dialect_card_system_orders, sizeof dialect_card_system_orders},
    {"dialects/douyin-orders.yaml", dialect_douyin_orders, sizeof dialect_douyin_orders},
    {"dialects/douyin-settlement-short.yaml", dialect_douyin_settlement_short, sizeof dialect_douyin_settlement_short},
    {"dialects/douyin-settlement.yaml", dialect_douyin_settlement, sizeof dialect_douyin_settlement},
    {"dialects/dujiao-next-orders.yaml", dialect_dujiao_next_orders, sizeof dialect_dujiao_next_orders},
    {"dialects/dujiao-next-payments.yaml", dialect_dujiao_next_payments, sizeof dialect_dujiao_next_payments},
    {"dialects/dujiaoka-orders.yaml", dialect_dujiaoka_orders, sizeof dialect_dujiaoka_orders},
    {"dialects/epay-notify.yaml", dialect_epay_notify, sizeof dialect_epay_notify},
    {"dialects/epay-orders.yaml", dialect_epay_orders, sizeof dialect_epay_orders},
    {"dialects/epusdt-callbacks.yaml", dialect_epusdt_callbacks, sizeof dialect_epusdt_callbacks},
    {"dialects/epusdt-orders-json.yaml", dialect_epusdt_orders_json, sizeof dialect_epusdt_orders_json},
    {"dialects/epusdt-orders.yaml", dialect_epusdt_orders, sizeof dialect_epusdt_orders},
    {"dialects/etherscan-erc20.yaml", dialect_etherscan_erc20, sizeof dialect_etherscan_erc20},
    {"dialects/etherscan-native.yaml", dialect_etherscan_native, sizeof dialect_etherscan_native},
    {"dialects/generic-orders.yaml", dialect_generic_orders, sizeof dialect_generic_orders},
    {"dialects/generic-payments.yaml", dialect_generic_payments, sizeof dialect_generic_payments},
    {"dialects/huobi.yaml", dialect_huobi, sizeof dialect_huobi},
    {"dialects/jd-ads.yaml", dialect_jd_ads, sizeof dialect_jd_ads},
    {"dialects/jd-orders.yaml", dialect_jd_orders, sizeof dialect_jd_orders},
    {"dialects/jd-personal.yaml", dialect_jd_personal, sizeof dialect_jd_personal},
    {"dialects/jd-settlement-2026.yaml", dialect_jd_settlement_2026, sizeof dialect_jd_settlement_2026},
    {"dialects/jd-settlement.yaml", dialect_jd_settlement, sizeof dialect_jd_settlement},
    {"dialects/jd-wallet-fund.yaml", dialect_jd_wallet_fund, sizeof dialect_jd_wallet_fund},
    {"dialects/jd-wallet-settlement.yaml", dialect_jd_wallet_settlement, sizeof dialect_jd_wallet_settlement},
    {"dialects/meituan-personal.yaml", dialect_meituan_personal, sizeof dialect_meituan_personal},
    {"dialects/oklink.yaml", dialect_oklink, sizeof dialect_oklink},
    {"dialects/pdd-fund.yaml", dialect_pdd_fund, sizeof dialect_pdd_fund},
    {"dialects/pdd-orders.yaml", dialect_pdd_orders, sizeof dialect_pdd_orders},
    {"dialects/taobao-orders.yaml", dialect_taobao_orders, sizeof dialect_taobao_orders},
    {"dialects/tokenpay-callbacks.yaml", dialect_tokenpay_callbacks, sizeof dialect_tokenpay_callbacks},
    {"dialects/trongrid-trc20.yaml", dialect_trongrid_trc20, sizeof dialect_trongrid_trc20},
    {"dialects/unionpay-acquirer.yaml", dialect_unionpay_acquirer, sizeof dialect_unionpay_acquirer},
    {"dialects/unionpay-zm.yaml", dialect_unionpay_zm, sizeof dialect_unionpay_zm},
    {"dialects/unionpay-zme.yaml", dialect_unionpay_zme, sizeof dialect_unionpay_zme},
    {"dialects/wechat-all.yaml", dialect_wechat_all, sizeof dialect_wechat_all},
    {"dialects/wechat-fund.yaml", dialect_wechat_fund, sizeof dialect_wechat_fund},
    {"dialects/wechat-personal.yaml", dialect_wechat_personal, sizeof dialect_wechat_personal},
    {"dialects/wechat-refund.yaml", dialect_wechat_refund, sizeof dialect_wechat_refund},
    {"dialects/wechat-shop.yaml", dialect_wechat_shop, sizeof dialect_wechat_shop},
    {"dialects/wechat-success.yaml", dialect_wechat_success, sizeof dialect_wechat_success},
    {"dialects/wechat-v2-success.yaml", dialect_wechat_v2_success, sizeof dialect_wechat_v2_success},
    {"dialects/wechat-v2.yaml", dialect_wechat_v2, sizeof dialect_wechat_v2},
    {"dialects/youzan.yaml", dialect_youzan, sizeof dialect_youzan},
    {"dialects/zfaka-orders.yaml", dialect_zfaka_orders, sizeof dialect_zfaka_orders},
    {"names/folding.txt", names_folding, sizeof names_folding},
    {"remarks/rules.yaml", remarks_rules, sizeof remarks_rules},
    {"remarks/weights.txt", remarks_weights, sizeof remarks_weights},
    {"web/pages/alerts.mustache", web_pages_alerts_mustache, sizeof web_pages_alerts_mustache},
    {"web/pages/approvals.mustache", web_pages_approvals_mustache, sizeof web_pages_approvals_mustache},
    {"web/pages/break.mustache", web_pages_break_mustache, sizeof web_pages_break_mustache},
    {"web/pages/breaks.mustache", web_pages_breaks_mustache, sizeof web_pages_breaks_mustache},
    {"web/pages/calendars.mustache", web_pages_calendars_mustache, sizeof web_pages_calendars_mustache},
    {"web/pages/compare.mustache", web_pages_compare_mustache, sizeof web_pages_compare_mustache},
    {"web/pages/decide.mustache", web_pages_decide_mustache, sizeof web_pages_decide_mustache},
    {"web/pages/definition.mustache", web_pages_definition_mustache, sizeof web_pages_definition_mustache},
    {"web/pages/definitions.mustache", web_pages_definitions_mustache, sizeof web_pages_definitions_mustache},
    {"web/pages/evidence.mustache", web_pages_evidence_mustache, sizeof web_pages_evidence_mustache},
    {"web/pages/fault.mustache", web_pages_fault_mustache, sizeof web_pages_fault_mustache},
    {"web/pages/icon.mustache", web_pages_icon_mustache, sizeof web_pages_icon_mustache},
    {"web/pages/imports.mustache", web_pages_imports_mustache, sizeof web_pages_imports_mustache},
    {"web/pages/layout.mustache", web_pages_layout_mustache, sizeof web_pages_layout_mustache},
    {"web/pages/leaf.mustache", web_pages_leaf_mustache, sizeof web_pages_leaf_mustache},
    {"web/pages/ledger.mustache", web_pages_ledger_mustache, sizeof web_pages_ledger_mustache},
    {"web/pages/mapping.mustache", web_pages_mapping_mustache, sizeof web_pages_mapping_mustache},
    {"web/pages/overview.mustache", web_pages_overview_mustache, sizeof web_pages_overview_mustache},
    {"web/pages/plan.mustache", web_pages_plan_mustache, sizeof web_pages_plan_mustache},
    {"web/pages/receipts.mustache", web_pages_receipts_mustache, sizeof web_pages_receipts_mustache},
    {"web/pages/reports.mustache", web_pages_reports_mustache, sizeof web_pages_reports_mustache},
    {"web/pages/reveal.mustache", web_pages_reveal_mustache, sizeof web_pages_reveal_mustache},
    {"web/pages/run.mustache", web_pages_run_mustache, sizeof web_pages_run_mustache},
    {"web/pages/runs.mustache", web_pages_runs_mustache, sizeof web_pages_runs_mustache},
    {"web/pages/confirm.mustache", web_pages_confirm_mustache, sizeof web_pages_confirm_mustache},
    {"web/pages/error.mustache", web_pages_error_mustache, sizeof web_pages_error_mustache},
    {"web/pages/gate.mustache", web_pages_gate_mustache, sizeof web_pages_gate_mustache},
    {"web/pages/login.mustache", web_pages_login_mustache, sizeof web_pages_login_mustache},
    {"web/pages/recovery.mustache", web_pages_recovery_mustache, sizeof web_pages_recovery_mustache},
    {"web/pages/settings.mustache", web_pages_settings_mustache, sizeof web_pages_settings_mustache},
    {"web/pages/webhooks.mustache", web_pages_webhooks_mustache, sizeof web_pages_webhooks_mustache},
    {"web/pages/setup.mustache", web_pages_setup_mustache, sizeof web_pages_setup_mustache},
    {"web/pages/trace.mustache", web_pages_trace_mustache, sizeof web_pages_trace_mustache},
    {"web/pages/workbench.mustache", web_pages_workbench_mustache, sizeof web_pages_workbench_mustache},
    {"web/static/gate.css", web_static_gate_css, sizeof web_static_gate_css},
    {"web/static/matchbook.css", web_static_matchbook_css, sizeof web_static_matchbook_css},
    {"web/static/matchbook.js", web_static_matchbook_js, sizeof web_static_matchbook_js},
};

const builtin_file *builtin_files(size_t *count) {
    *count = sizeof all / sizeof all[0];
    return all;
}
