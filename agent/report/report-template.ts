// (table)
/**
 * HTML template (Eta) of the printed report, in Indonesian. Eta escapes all values; the chart is inserted as SVG. A `\`
 * at the end of a line joins the next line without a break.
 */
export const REPORT_TEMPLATE = `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title><%= it.title %></title>
<style>
body{font:15px/1.5 system-ui,sans-serif;color:#1c1b1f;max-width:64rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;text-align:center;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p.period{text-align:center;margin:.25rem 0 1.5rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}\
th,td{border:1px solid #c4c7c5;padding:.3rem .5rem;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}thead th{background:#f0f4f9}
.note{color:#444746;font-size:.85rem}svg{max-width:100%;height:auto}
@media print{body{margin:0}}
</style></head><body>
<h1><%= it.title %></h1>
<p class="period"><%= it.office %> · <%= it.period %></p>
<h2>1. Kapasitas dan pemanfaatan uplink</h2>
<%~ it.chart %>
<table><thead><tr><th>Uplink</th><th class="n">Kapasitas kontrak (Mbps)</th><th class="n">p95 unduh</th>\
<th class="n">p95 unggah</th><th class="n">Puncak unduh</th><th class="n">Kelengkapan data</th></tr></thead><tbody>
<% for (const u of it.uplinks) { %><tr><td><%= u.name %></td><td class="n"><%= u.limit %></td>\
<td class="n"><%= u.p95Down %></td><td class="n"><%= u.p95Up %></td><td class="n"><%= u.maxDown %></td>\
<td class="n"><%= u.complete %></td></tr><% } %>
</tbody></table>
<% for (const m of it.missed) { %><p class="note"><%= m.name %>: <%= m.count %> interval tanpa angka karena \
<%= m.why %>; terakhir <%= m.last %>.</p><% } %>
<h2>2. Pemanfaatan per perangkat daerah</h2>
<table><thead><tr><th>Antrean</th><th class="n">Alokasi (Mbps)</th><th class="n">p95 unduh</th>\
<th class="n">p95 terhadap alokasi</th><th class="n">Kelengkapan data</th><th>Keterangan</th></tr></thead><tbody>
<% for (const l of it.lines) { %><tr><td><%= l.name %></td><td class="n"><%= l.limit %></td>\
<td class="n"><%= l.p95Down %></td><td class="n"><%= l.share %></td><td class="n"><%= l.complete %></td>\
<td><%= l.remark %></td></tr><% } %>
</tbody></table>
<h2>3. Permohonan dan pemenuhan waktu layanan</h2>
<% if (it.requests.length === 0) { %><p>Tidak ada permohonan pada periode ini.</p><% } else { %>
<table><thead><tr><th>Nomor</th><th>OPD</th><th>Prioritas</th><th>Tahap</th><th class="n">Dimohon (Mbps)</th>\
<th>Respons</th><th>Penyelesaian</th></tr></thead><tbody>
<% for (const r of it.requests) { %><tr><td><%= r.number %></td><td><%= r.agency %></td><td><%= r.priority %></td>\
<td><%= r.stage %></td><td class="n"><%= r.wanted %></td><td><%= r.response %></td><td><%= r.resolution %></td>\
</tr><% } %>
</tbody></table><% } %>
<h2>4. Penundaan dan daftar tunggu</h2>
<p>Jumlah kebutuhan belum terpenuhi: <strong><%= it.unmet %> Mbps</strong> dari <%= it.deferred %> permohonan.</p>
<p class="note">Cara hitung: p95 (peringkat terdekat) dari rerata 5 menit pada jam kerja; interval yang hilang \
dihitung sebagai beban tertinggi, seperti pada pengecekan ketersediaan, dan bila terlalu banyak yang hilang dicetak \
batas bawahnya (≥). Dicetak <%= it.madeAt %>. <%= it.id %></p>
</body></html>
`;
