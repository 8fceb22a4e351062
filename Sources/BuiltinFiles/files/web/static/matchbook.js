// What a page cannot do without a script: charts, keys, sums of what is selected, progress of an
// upload, a proof that the browser checks itself. Reading and deciding work without it.
"use strict";
(() => {
const root = document.documentElement;
root.classList.add("js");
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();

// ---- Charts: drawn from values that stand in the page; tables beside them say the same.

const palette = () => ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6"].map(colour);
const grouped = (text) => {
  const [whole, rest] = String(text).split(".");
  return whole.replace("-", "−").replace(/\B(?=(\d{3})+(?!\d))/g, ",") + (rest ? "." + rest : "");
};
const short = (value) => Math.abs(value) >= 10000 ? grouped(Math.round(value / 1000)) + "k" : grouped(value);
const axis = () => ({
  axisLabel: { color: colour("--soft"), fontSize: 12 }, axisTick: { show: false },
  axisLine: { lineStyle: { color: colour("--line") } },
  splitLine: { lineStyle: { color: colour("--line") } },
});
const tip = () => ({
  backgroundColor: colour("--card"), borderColor: colour("--line"), confine: true,
  textStyle: { color: colour("--ink"), fontSize: 13 },
});

// Names as wide as they are drawn: a chart keeps so much room for those at its edge.
const font = () => getComputedStyle(document.body).fontFamily;
function width(names, size) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${size}px ${font()}`;
  return Math.max(0, ...names.map((name) => pen.measureText(name).width));
}
// Those from which nothing goes on stand at the right edge.
const ends = (data) => {
  const sources = new Set(data.links.map((link) => link.source));
  return used(data).map((node) => node.name).filter((name) => !sources.has(name));
};

const charts = {
  sankey: (data) => ({
    tooltip: { ...tip(), trigger: "item", renderMode: "richText",
      formatter: (item) => item.dataType === "edge"
        ? `${item.data.source} → ${item.data.target}\n${item.data.text}`
        : `${item.name}\n${grouped(Number(item.value).toFixed(2))} ${data.currency}` },
    series: [{ type: "sankey", left: 4, right: Math.ceil(width(ends(data), 12)) + 14, top: 8, bottom: 8, nodeGap: 14, nodeWidth: 12,
      draggable: false, emphasis: { focus: "adjacency" },
      data: used(data).map((node, index) => ({ ...node,
        itemStyle: { color: palette()[index % 6], borderWidth: 0 } })),
      links: data.links.map((link) => ({ ...link, value: Number(link.value) })),
      lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
      label: { color: colour("--ink"), fontSize: 12, textBorderWidth: 0 } }],
  }),
  bars: (data) => ({
    color: palette(),
    tooltip: { ...tip(), trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" },
      valueFormatter: (value) => grouped(Number(value).toFixed(2)) + " " + data.currency },
    legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, icon: "roundRect", type: "scroll",
      textStyle: { color: colour("--soft"), fontSize: 12 } },
    grid: { left: 6, right: 6, top: 40, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: data.days, ...axis(), splitLine: { show: false } },
    yAxis: { type: "value", ...axis(), axisLine: { show: false },
      axisLabel: { color: colour("--soft"), fontSize: 12, formatter: short } },
    series: data.series.map((line) => ({ name: line.name, type: "bar", stack: "all",
      barMaxWidth: 26, data: line.values.map(Number) })),
  }),
  waterfall: (data) => {
    let height = 0;
    const base = [], up = [], down = [], last = data.steps.length - 1;
    data.steps.forEach((step, index) => {
      const value = Number(step.value);
      if (index === 0 || index === last) {
        base.push(0); up.push({ value, itemStyle: { color: colour("--c1") } }); down.push(0);
        height = value;
        return;
      }
      base.push(Math.min(height, height + value));
      up.push(value > 0 ? value : 0); down.push(value < 0 ? -value : 0);
      height += value;
    });
    const room = Math.ceil(Math.min(width(data.steps.map((step) => step.name), 12), innerWidth < 500 ? 120 : 190));
    const low = Math.min(...base.filter((_, index) => index > 0 && index < last));
    return {
      tooltip: { ...tip(), renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" },
        formatter: (items) => `${items[0].name}\n${grouped(data.steps[items[0].dataIndex].value)} ${data.currency}` },
      grid: { left: room + 12, right: 18, top: 10, bottom: 26 },
      yAxis: { type: "category", inverse: true, data: data.steps.map((step) => step.name), ...axis(),
        axisLabel: { color: colour("--soft"), fontSize: 12, width: room, overflow: "truncate" } },
      xAxis: { type: "value", min: low > 0 ? low * 0.98 : undefined, ...axis(),
        axisLabel: { color: colour("--soft"), fontSize: 12, formatter: short, hideOverlap: true } },
      series: [
        { type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, data: base },
        { type: "bar", stack: "all", itemStyle: { color: colour("--c2") }, data: up, barMaxWidth: 22 },
        { type: "bar", stack: "all", itemStyle: { color: colour("--c3") }, data: down, barMaxWidth: 22 },
      ],
    };
  },
};

// Nodes that no link touches would stand alone.
function used(data) {
  const names = new Set(data.links.flatMap((link) => [link.source, link.target]));
  return data.nodes.filter((node) => names.has(node.name));
}

function draw(place) {
  const data = JSON.parse(place.dataset.chart);
  const known = echarts.getInstanceByDom(place);
  const chart = known || echarts.init(place, null, { renderer: "svg" });
  chart.setOption({ animation: false, textStyle: { fontFamily: font() }, ...charts[data.kind](data) }, true);
  if (!known) new ResizeObserver(() => chart.resize()).observe(place);
}
function drawAll() {
  const places = all("[data-chart]");
  if (typeof echarts === "undefined") { places.forEach((place) => place.classList.add("hide")); return; }
  places.forEach(draw);
}
matchMedia("(prefers-color-scheme:dark)").addEventListener("change", drawAll);

// ---- Forms

// Fields that only some kinds of decision ask for.
function kinds() {
  all("[data-kind]").forEach((choice) => {
    const form = choice.form;
    const show = () => all("[data-for]", form).forEach((field) => {
      const wanted = field.dataset.for.split(" ").includes(choice.value);
      field.classList.toggle("hide", !wanted);
      const inputs = field.matches("input,select") ? [field] : all("input,select", field);
      inputs.forEach((input) => { input.disabled = !wanted; });
    });
    choice.addEventListener("change", show);
    show();
  });
  all("form[data-auto] select").forEach((field) =>
    field.addEventListener("change", () => field.form.requestSubmit()));
  all("form[data-auto]").forEach((form) => form.addEventListener("submit", () => {
    all("input,select", form).forEach((field) => { if (!field.value) field.disabled = true; });
  }));
  all("form[data-sure]").forEach((form) => form.addEventListener("submit", (event) => {
    if (!confirm(form.dataset.sure)) event.preventDefault();
  }));
}

// Exact sums of decimals: no floating point where money is added.
function sum(texts) {
  const places = Math.max(0, ...texts.map((text) => (text.split(".")[1] || "").length));
  const units = texts.reduce((total, text) => {
    const [whole, rest = ""] = text.replace("-", "").split(".");
    const value = BigInt(whole + rest.padEnd(places, "0"));
    return text.startsWith("-") ? total - value : total + value;
  }, 0n);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const cut = digits.length - places;
  return (units < 0n ? "-" : "") + digits.slice(0, cut) + (places ? "." + digits.slice(cut) : "");
}

function selection() {
  const tray = one("#tray"), chosen = one("#chosen"), every = one("#all");
  if (!tray) return;
  const boxes = all("tbody input[name=break]");
  // "1.00 CNY, 2.00 USDT" of boxes, with the sign of each.
  const sums = (picked, sign = () => "") => {
    const amounts = new Map();
    picked.forEach((box) => {
      const list = amounts.get(box.dataset.currency) || [];
      list.push((sign(box) + box.dataset.amount).replace("--", ""));
      amounts.set(box.dataset.currency, list);
    });
    return [...amounts].map(([currency, list]) => `${grouped(sum(list))} ${currency}`).join(" · ");
  };
  const side = (picked, name) => picked.filter((box) => box.dataset.side === name);
  const update = () => {
    const picked = boxes.filter((box) => box.checked), words = chosen.dataset;
    const said = [`${picked.length} ${words.one}`];
    if (words.gap) {
      ["left", "right"].forEach((name) => said.push(`${words[name]} ${sums(side(picked, name)) || "—"}`));
      said.push(`${words.gap} ${sums(picked, (box) => box.dataset.side === "left" ? "-" : "") || "—"}`);
    } else if (picked.length) said.push(sums(picked));
    chosen.textContent = said.join(" · ");
    tray.classList.toggle("on", picked.length > 0);
    boxes.forEach((box) => box.closest("tr").classList.toggle("picked", box.checked));
    if (!every) return;
    every.checked = picked.length > 0 && picked.length === boxes.length;
    every.indeterminate = picked.length > 0 && picked.length < boxes.length;
  };
  every?.addEventListener("change", () => { boxes.forEach((box) => { box.checked = every.checked; }); update(); });
  boxes.forEach((box) => box.addEventListener("change", update));
  update();
}

// Files one after the other, with their progress.
function uploads() {
  const form = one("#drop");
  if (!form) return;
  const input = one("#files"), bar = one("#progress"), out = one("#receipts");
  const send = (file, done, total) => new Promise((resolve) => {
    const data = new FormData(form);
    data.delete("file");
    data.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    const token = form.elements.csrf;
    if (token) request.setRequestHeader("X-CSRF-Token", token.value);
    request.upload.addEventListener("progress", (event) => {
      bar.value = 100 * (done + event.loaded / Math.max(1, event.total)) / total;
    });
    request.addEventListener("loadend", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const found = one("#receipts", page) || one("main .notice", page);
      if (found) out.append(...(found.id ? found.childNodes : [found]));
      mark();
      resolve();
    });
    request.send(data);
  });
  const run = async (files) => {
    if (!files.length) return;
    bar.classList.remove("hide");
    for (const [index, file] of files.entries()) await send(file, index, files.length);
    bar.value = 100;
    input.value = "";
    // What waits and what is missing, as it is now.
    const answer = await fetch(form.action);
    if (!answer.ok) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    ["waiting", "missing", "came"].forEach((id) => {
      const [old, fresh] = [document.getElementById(id), now.getElementById(id)];
      if (old && fresh) old.replaceChildren(...fresh.childNodes);
    });
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); run([...input.files]); });
  const zone = one(".dropzone", form);
  ["dragenter", "dragover"].forEach((name) => form.addEventListener(name, (event) => {
    event.preventDefault(); zone.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((name) => form.addEventListener(name, () => zone.classList.remove("over")));
  form.addEventListener("drop", (event) => { event.preventDefault(); run([...event.dataTransfer.files]); });
}

// The bytes that a problem speaks of, marked in their row.
function mark() {
  all("pre[data-mark]").forEach((place) => {
    const wanted = place.dataset.mark, text = place.textContent, at = wanted ? text.indexOf(wanted) : -1;
    delete place.dataset.mark;
    if (at < 0) return;
    const found = document.createElement("mark");
    found.textContent = wanted;
    place.replaceChildren(text.slice(0, at), found, text.slice(at + wanted.length));
  });
}

// ---- A leaf's proof, worked out here: RFC 6962, 2.1.1 and RFC 9162, 2.1.3.2.
function proofs() {
  const button = one("#check");
  if (!button) return;
  const said = one("#checked");
  const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const hash = async (...parts) => {
    const joined = new Uint8Array(await new Blob(parts).arrayBuffer());
    return new Uint8Array(await crypto.subtle.digest("SHA-256", joined));
  };
  button.addEventListener("click", async () => {
    if (!window.crypto || !crypto.subtle) { said.textContent = said.dataset.none; return; }
    const proof = JSON.parse(one("[data-check]").dataset.check);
    let index = BigInt(proof.index), last = BigInt(proof.size) - 1n;
    let result = await hash(Uint8Array.of(0), bytes(proof.leaf)), sound = true;
    for (const text of proof.path) {
      if (last === 0n) sound = false;
      const other = bytes(text);
      if (index & 1n || index === last) {
        result = await hash(Uint8Array.of(1), other, result);
        while (!(index & 1n) && index !== 0n) { index >>= 1n; last >>= 1n; }
      } else {
        result = await hash(Uint8Array.of(1), result, other);
      }
      index >>= 1n; last >>= 1n;
    }
    const same = btoa(String.fromCharCode(...result)) === proof.root;
    const good = sound && last === 0n && same;
    said.textContent = good ? said.dataset.good : said.dataset.bad;
    said.className = good ? "good" : "bad";
  });
}

// ---- Live: a page that follows the book. Without a stream it stays as it was loaded.

// Puts a newer state of this page in place of what is shown; the focus stays where it was.
function renew(page) {
  const here = document.activeElement?.closest("#main") && document.activeElement.getAttribute("href");
  all("[data-chart]").forEach((place) => typeof echarts !== "undefined" && echarts.getInstanceByDom(place)?.dispose());
  ["#main", "nav.side"].forEach((part) => one(part).replaceChildren(...one(part, page).childNodes));
  drawAll();
  newest();
  if (here) all("#main a").find((link) => link.getAttribute("href") === here)?.focus({ preventScroll: true });
}

function live() {
  const place = () => one("[data-live]");
  if (!place() || typeof EventSource === "undefined") return;
  let source = null, busy = false, wanted = 0, asked = 0;
  const load = async () => {
    if (busy) return;
    busy = true;
    try {
      while (source && wanted > Math.max(asked, Number(place().dataset.leaves))) {
        asked = wanted;
        const answer = await fetch(location.href, { headers: { "X-Background": "1" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!answer.ok || answer.redirected || !one("[data-live]", page)) { close(); break; }
        renew(page);
      }
    } catch { asked = 0; /* The network is away: the next event asks again. */ }
    busy = false;
  };
  const close = () => { source?.close(); source = null; };
  // Browsers open six connections to a host: tabs that nobody sees leave theirs to others.
  const follow = () => {
    if (document.visibilityState === "hidden") { close(); return; }
    if (source) return;
    source = new EventSource(place().dataset.live);
    source.addEventListener("book", (event) => { wanted = JSON.parse(event.data).leaves; load(); });
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

// ---- Keys

function keys() {
  const places = { o: "/", b: "/breaks", w: "/workbench", a: "/approvals", r: "/runs", i: "/imports", l: "/ledger", e: "/evidence", d: "/definitions" };
  const help = one("#help");
  one("#help-open")?.addEventListener("click", () => help.showModal());
  let going = false, place = -1;
  const rows = () => all("[data-rows] tbody tr");
  const move = (step) => {
    const list = rows();
    if (!list.length) return;
    list[place]?.classList.remove("here");
    place = Math.max(0, Math.min(list.length - 1, place + step));
    list[place].classList.add("here");
    const link = one("input[data-side]", list[place]) || one("a", list[place]);
    if (link) link.focus({ preventScroll: true });
    list[place].scrollIntoView({ block: "nearest" });
  };
  const cross = (table) => {
    const other = all("[data-rows]")[table], first = other && one("tbody tr", other);
    if (!first) return;
    rows()[place]?.classList.remove("here");
    place = rows().indexOf(first) - 1;
    move(1);
  };
  const actions = {
    "/": () => { const field = one("#find"); field.focus(); field.select(); },
    "?": () => help.showModal(),
    j: () => move(1), k: () => move(-1),
    x: () => one("input[type=checkbox]", rows()[place] || document.createElement("i"))?.click(),
    // The other side of the workbench.
    h: () => cross(0), l: () => cross(1),
    c: () => one("a[data-find]", rows()[place] || document.createElement("i"))?.click(),
    n: () => one("a[rel=next]")?.click(), p: () => one("a[rel=prev]")?.click(),
    d: () => (one("#tray.on select[name=kind]") || one("#decide select[name=kind]"))?.focus(),
    g: () => { going = true; setTimeout(() => { going = false; }, 1500); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input:not([type=checkbox]),select,textarea");
    if (typing) { if (event.key === "Escape") event.target.blur(); return; }
    if (going && places[event.key]) { location.href = places[event.key]; return; }
    const action = actions[event.key];
    if (action) { event.preventDefault(); action(); }
  });
  // A row is its link; what stands in it keeps its own.
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-href]");
    if (row && !event.target.closest("a,input,button,label,form") && !String(getSelection())) location.href = row.dataset.href;
  });
}

// The newest days of a calendar that does not fit.
function newest() { all(".calendar").forEach((table) => { table.parentElement.scrollLeft = table.scrollWidth; }); }
kinds(); newest(); selection(); uploads(); mark(); proofs(); keys(); drawAll(); live();
})();
