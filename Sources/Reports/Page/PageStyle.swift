/// The page's whole appearance: no script, no font, no image, nothing from outside.
///
/// Text colours keep a contrast of 4.5:1 on their ground, bars 3:1 (WCAG 2.2 AA), in both schemes.
enum PageStyle {
    static let sheet: StaticString = """
        :root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--ink:#171c26;--soft:#535c6b;
        --line:#d9dde3;--head:#eef1f4;--good:#0a6b43;--goodbg:#e3f4ec;--bad:#a8221a;--badbg:#fdeae8;
        --warn:#7a4f00;--warnbg:#fdf2d9;--accent:#0b57a4;--total:#3d5a80;--up:#0a7a4b;
        --down:#b3261e;
        --c-matched:#0f7b52;--c-tolerance:#4b9c7b;--c-expected:#2b6cb0;--c-ambiguous:#7548b0;
        --c-missing:#b3261e;--c-mismatch:#c2570c;--c-duplicate:#a13670;--c-ignored:#78828f}
        @media (prefers-color-scheme:dark){:root{--bg:#0f1318;--card:#181d25;--ink:#e8ebf0;
        --soft:#a9b2bf;--line:#303845;--head:#202733;--good:#5fd3a0;--goodbg:#12352a;--bad:#ff9a90;
        --badbg:#42191a;--warn:#f0c063;--warnbg:#3b2d0c;--accent:#86bdff;--total:#8fb0da;
        --up:#4cc38a;--down:#ff7b70;--c-matched:#3fb984;--c-tolerance:#7fd1ae;--c-expected:#6aa9ee;
        --c-ambiguous:#b493ea;--c-missing:#ff7b70;--c-mismatch:#f0944d;--c-duplicate:#e287b8;
        --c-ignored:#8b95a3}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,
        "Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
        font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
        :lang(zh-TW) body,body:lang(zh-TW){font-family:system-ui,-apple-system,"PingFang TC",
        "Microsoft JhengHei","Noto Sans CJK TC",sans-serif}
        main{max-width:1080px;margin:0 auto;padding:28px 20px 56px}
        header{display:flex;justify-content:space-between;align-items:flex-end;gap:24px;
        flex-wrap:wrap;margin-bottom:20px}
        h1{font-size:26px;line-height:1.25;margin:0;letter-spacing:-.01em}
        h2{font-size:18px;margin:36px 0 12px}
        h3{font-size:15px;margin:20px 0 8px}
        .brand{color:var(--soft);font-size:13px;margin:0 0 4px}
        .facts{margin:0;display:grid;grid-template-columns:auto auto;gap:2px 14px;font-size:13px}
        .facts dt{color:var(--soft)}.facts dd{margin:0;text-align:right}
        .verdict{border-radius:12px;padding:18px 22px;display:flex;gap:18px;align-items:flex-start;
        border:1px solid currentColor}
        .verdict b{font-size:22px;line-height:1.3;display:block}
        .verdict p,.verdict ul{margin:4px 0 0;color:var(--ink)}
        .verdict ul{padding-left:20px}
        .verdict .sign{font-size:30px;line-height:1;font-weight:700}
        .good{color:var(--good);background:var(--goodbg)}
        .bad{color:var(--bad);background:var(--badbg)}
        .warning{color:var(--warn);background:var(--warnbg)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;
        margin:16px 0 0;padding:0;list-style:none}
        .tiles li{background:var(--card);border:1px solid var(--line);border-radius:10px;
        padding:12px 14px}
        .tiles span{display:block;color:var(--soft);font-size:13px}
        .tiles strong{font-size:22px;font-weight:650;line-height:1.3;display:block}
        .tiles small{color:var(--soft);font-size:12px;display:block}
        .card{background:var(--card);border:1px solid var(--line);border-radius:12px;
        padding:18px 20px;margin:0 0 16px}
        .card>:first-child{margin-top:0}.card>:last-child{margin-bottom:0}
        .scroll{overflow-x:auto}.keep td{white-space:nowrap}
        .grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));
        gap:16px;align-items:start}.grid .card{margin:0;min-width:0}
        .check{display:inline-block;margin-right:14px;font-size:13px}
        .file{overflow-wrap:anywhere;display:inline-block;min-width:170px}
        table{border-collapse:collapse;width:100%;font-size:14px}
        th{font-weight:600;font-size:12.5px;color:var(--soft);text-align:left;
        border-bottom:1px solid var(--line);padding:6px 10px 6px 0;vertical-align:bottom;
        white-space:nowrap}
        td{border-bottom:1px solid var(--line);padding:8px 10px 8px 0;vertical-align:top}
        tr:last-child td{border-bottom:0}
        th.n,td.n{text-align:right;white-space:nowrap}
        th:last-child,td:last-child{padding-right:0}
        .sum td{font-weight:650;border-top:1px solid var(--line)}
        .up{color:var(--good)}.down{color:var(--bad)}.soft{color:var(--soft)}
        .ok{color:var(--good);font-weight:650}.no{color:var(--bad);font-weight:650}
        .fall td{padding-top:6px;padding-bottom:6px;vertical-align:middle}
        .fall .bar{width:52%;padding-right:14px}
        .fall svg{display:block;width:100%;height:20px}
        .stack{display:block;width:100%;height:22px;border-radius:5px;margin:4px 0 10px}
        .legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 14px;padding:0;list-style:none;
        font-size:13px}
        .legend i{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px}
        .total{fill:var(--total)}.rise{fill:var(--up)}.drop{fill:var(--down)}
        .axis{stroke:var(--line)}.cut{fill:var(--card)}
        .matched{fill:var(--c-matched);background:var(--c-matched)}
        .tolerance{fill:var(--c-tolerance);background:var(--c-tolerance)}
        .expected{fill:var(--c-expected);background:var(--c-expected)}
        .ambiguous{fill:var(--c-ambiguous);background:var(--c-ambiguous)}
        .missing{fill:var(--c-missing);background:var(--c-missing)}
        .mismatch{fill:var(--c-mismatch);background:var(--c-mismatch)}
        .duplicate{fill:var(--c-duplicate);background:var(--c-duplicate)}
        .ignored{fill:var(--c-ignored);background:var(--c-ignored)}
        .breaks td{padding-top:12px;padding-bottom:12px}
        .breaks .amount{font-size:16px;font-weight:650;white-space:nowrap}
        .breaks .what strong{display:block}
        .breaks .next{color:var(--accent);margin:4px 0 0}
        .breaks p{margin:2px 0 0}.breaks td.amount,.breaks th.n:first-child{padding-right:20px}
        .breaks td:last-child{padding-left:14px}.time{display:block;white-space:nowrap}
        .ref,.hash{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
        font-size:12.5px;
        overflow-wrap:anywhere}
        .ref{display:block;min-width:150px}
        .hash{color:var(--soft)}
        .pill{display:inline-block;border-radius:99px;padding:1px 10px;font-size:12.5px;
        font-weight:650;border:1px solid currentColor}
        footer{margin-top:28px;color:var(--soft);font-size:12.5px}
        @media (max-width:680px){main{padding:18px 14px 40px}h1{font-size:22px}
        .facts{width:100%}.facts dd{text-align:left}
        .verdict{padding:14px 16px;gap:12px}.card{padding:14px}
        .fall .bar{width:34%}
        .stacked thead{display:none}
        .stacked,.stacked tbody,.stacked tr,.stacked td{display:block;width:100%}
        .stacked tr{border-bottom:1px solid var(--line);padding:8px 0}
        .stacked tr:last-child{border-bottom:0}
        .stacked td,.breaks td:last-child{border:0;padding:2px 0;text-align:left;
        white-space:normal}
        .stacked td[data-label]:not(:empty)::before{content:attr(data-label);color:var(--soft);
        font-size:12.5px;margin-right:8px}
        .breaks .amount{font-size:18px}}
        @page{size:A4;margin:14mm 12mm 16mm;
        @bottom-right{content:counter(page) " / " counter(pages);
        font-size:9pt;color:#555}}
        @media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--soft:#444;
        --line:#bbb;--good:#0a6b43;--goodbg:#fff;--bad:#a8221a;--badbg:#fff;--warn:#7a4f00;
        --warnbg:#fff;--accent:#0b57a4;--total:#3d5a80;--up:#0a7a4b;--down:#b3261e;
        --c-matched:#0f7b52;--c-tolerance:#4b9c7b;--c-expected:#2b6cb0;--c-ambiguous:#7548b0;
        --c-missing:#b3261e;--c-mismatch:#c2570c;--c-duplicate:#a13670;--c-ignored:#78828f}
        body{font-size:9.5pt;line-height:1.4;-webkit-print-color-adjust:exact;
        print-color-adjust:exact}main{max-width:none;padding:0}
        .card{border:0;border-radius:0;padding:0;margin-bottom:10pt}table{font-size:9pt}
        .grid{grid-template-columns:1fr 1fr}.grid .card{break-inside:avoid}
        .tiles{grid-template-columns:repeat(5,1fr)}.tiles strong{font-size:14pt}
        thead{display:table-header-group}tr,.verdict,.tiles li,.fall{break-inside:avoid}
        h2,h3{break-after:avoid}.scroll{overflow:visible}.hash,.ref{font-size:7.5pt}
        .breaks .amount{font-size:11pt}h1{font-size:18pt}h2{font-size:13pt;margin-top:16pt}}
        """
}
