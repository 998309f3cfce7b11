// (table) Indonesian templates: frame, start page, notices, and the parts that forms are made of.

/** Name and Eta source of each. */
export const SITE_TEMPLATES: readonly (readonly [name: string, source: string])[] = [
  [
    '@rangka',
    `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title><%= it.title %> - <%= it.officeName %></title>
<link rel="stylesheet" href="<%= it.stylePath %>">
<link rel="icon" href="/ikon.svg" type="image/svg+xml">
</head>
<body>
<a class="lewati" href="#isi">Langsung ke isi</a>
<header class="kepala"><div class="lebar">
<a class="merek" href="/"><span class="kantor"><%= it.officeName %></span><span class="layanan">Layanan Bandwidth
  Perangkat Daerah</span></a>
</div></header>
<main id="isi" class="lebar" tabindex="-1">
<%~ it.body %>
</main>
<footer class="kaki"><div class="lebar"><p><%= it.officeName %>. Jam pada halaman ini ditulis
  dalam <%= it.zoneName %>.</p></div></footer>
</body>
</html>
`,
  ],
  [
    '@kesalahan',
    `<% if (it.form.errors.length > 0) { %>
<div class="kesalahan" role="alert" tabindex="-1" id="kesalahan" autofocus>
<h2>Ada isian yang perlu diperbaiki</h2>
<ul>
<% for (const each of it.form.errors) { %>
<li><a href="#<%= each.field %>"><%= each.text %></a></li>
<% } %>
</ul>
<p>Isian lain tetap tersimpan pada formulir di bawah ini.</p>
</div>
<% } %>`,
  ],
  [
    '@galat',
    `<% const pesan = it.form.error(it.name); if (pesan) { %>
<p class="galat" id="<%= it.name %>-galat"><span class="tersembunyi">Kesalahan: </span><%= pesan %></p>
<% } %>`,
  ],
  [
    '@isian',
    `<% const galat = it.form.error(it.name); const rujukan = [it.hint && it.name + '-petunjuk', galat && it.name +
      '-galat'].filter(Boolean).join(' '); %>
<div class="isian">
<label for="<%= it.name %>"><%= it.label %><% if (it.optional) { %> <span class="opsional">(boleh
  dikosongkan)</span><% } %></label>
<% if (it.hint) { %><p class="petunjuk" id="<%= it.name %>-petunjuk"><%= it.hint %></p><% } %>
<%~ include('@galat', it) %>
<% if (it.rows) { %>
<textarea id="<%= it.name %>" name="<%= it.name %>" rows="<%= it.rows %>"
  maxlength="<%= it.longest %>"<%
  if (rujukan) { %> aria-describedby="<%= rujukan %>"<% } %><%
  if (galat) { %> aria-invalid="true"<% } %><%
  if (it.mono) { %> class="mono"
  spellcheck="false"<% } %>>
<%= it.form.value(it.name) %></textarea>
<% } else { %>
<input id="<%= it.name %>" name="<%= it.name %>" type="<%= it.type ?? 'text' %>" maxlength="<%= it.longest %>"
  value="<%= it.form.value(it.name) %>"<% if (it.width) { %> class="<%= it.width %>"<% } %><%
  if (rujukan) { %> aria-describedby="<%= rujukan %>"<% } %><%
  if (galat) { %> aria-invalid="true"<% } %> autocomplete="off">
<% } %>
</div>
`,
  ],
  [
    '@pilihan',
    `<% const galat = it.form.error(it.name); const rujukan = [it.hint && it.name + '-petunjuk', galat && it.name +
      '-galat'].filter(Boolean).join(' '); %>
<fieldset class="pilihan"<% if (rujukan) { %> aria-describedby="<%= rujukan %>"<% } %>>
<legend><%= it.legend %></legend>
<% if (it.hint) { %><p class="petunjuk" id="<%= it.name %>-petunjuk"><%= it.hint %></p><% } %>
<%~ include('@galat', it) %>
<% it.choices.forEach(([value, label, note], index) => { const id = index === 0 ? it.name : it.name + '-' + value; %>
<div class="butir"><input type="<%= it.many ? 'checkbox' : 'radio' %>" id="<%= id %>" name="<%= it.name %>"
  value="<%= value %>"<% if (it.form.has(it.name,
  value)) { %> checked<% } %><% if (note) { %> aria-describedby="<%= id %>-ket"<% } %>>
<label for="<%= id %>"><%= label %></label><% if (note) { %><p class="ket"
  id="<%= id %>-ket"><%= note %></p><% } %></div>
<% }); %>
</fieldset>
`,
  ],
  [
    '@awal',
    `<% layout('@rangka', it) %>
<h1>Penambahan bandwidth dan laporan gangguan</h1>
<p class="pengantar">Untuk perangkat daerah dan unit kerja yang jaringan internetnya dikelola <%= it.officeName %>.</p>
<div class="aksi">
<section aria-labelledby="ajukan">
<h2 id="ajukan">Ajukan</h2>
<p>Siapkan kecepatan yang dimohon, alasan, serta nomor dan tanggal surat permohonan. Nomor tiket diberikan seketika.</p>
<p><a class="tombol" href="/permohonan/baru?jenis=permohonan">Ajukan penambahan bandwidth</a></p>
<p><a href="/permohonan/baru?jenis=gangguan">Laporkan gangguan koneksi</a></p>
</section>
<section aria-labelledby="ikuti">
<h2 id="ikuti">Ikuti tiket</h2>
<%~ include('@kesalahan', it) %>
<form method="post" action="/tiket" novalidate>
<%~ include('@isian', { form: it.form, name: 'nomor', label: 'Nomor tiket', hint: 'Contoh: HD-2026-0041', longest: 40,
  width: 'sedang' }) %>
<%~ include('@isian', { form: it.form, name: 'kode', label: 'Kode tiket',
  hint: '28 huruf dan angka, tertera di halaman tiket. Tanda hubung dan huruf kecil tidak berpengaruh.',
  longest: 80 }) %>
<button type="submit" class="kedua">Buka tiket</button>
</form>
</section>
</div>
`,
  ],
  [
    '@kabar',
    `<% layout('@rangka', it) %>
<h1><%= it.title %></h1>
<p><%= it.what %></p>
<p><%= it.remedy %></p>
<p><a href="/">Kembali ke halaman awal</a></p>
`,
  ],
];
