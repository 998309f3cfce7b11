// (table) Indonesian templates of the page on which an agency follows its ticket and answers.

/** Name and Eta source of each. */
export const TICKET_TEMPLATES: readonly (readonly [name: string, source: string])[] = [
  [
    '@tanya',
    `<% const form = it.form; const asks = it.question?.asks; const kirim = (name) => '/tiket/' + it.secret + '/' +
      name; %>
<% if (asks === 'offer') { %>
<section class="tanya" aria-labelledby="tanya"><h2 id="tanya">Mohon jawaban atas tawaran</h2>
<p class="teks"><%= it.question.text %></p>
<form method="post" action="<%= kirim('tawaran') %>" novalidate>
<input type="hidden" name="kunci" value="<%= form.key %>">
<%~ include('@pilihan', { form, name: 'jawaban', legend: 'Jawaban', choices: [
  ['terima', 'Menerima tawaran', 'Bagian yang ditawarkan diproses sekarang; sisanya tetap dalam daftar tunggu.'],
  ['tunggu', 'Menunggu pemenuhan penuh', 'Permohonan tetap dalam daftar tunggu dengan urutan semula.'],
  ['batal', 'Membatalkan permohonan'],
] }) %>
<button type="submit">Kirim jawaban</button></form></section>
<% } else if (asks === 'documents') { %>
<section class="tanya" aria-labelledby="tanya"><h2 id="tanya">Mohon melengkapi berkas</h2>
<p class="teks"><%= it.question.text %></p>
<p>Perhitungan waktu layanan dihentikan sementara sampai berkas diterima.</p>
<form method="post" action="<%= kirim('berkas') %>" novalidate>
<input type="hidden" name="kunci" value="<%= form.key %>">
<%~ include('@surat', { form, legend: 'Berkas yang sekarang disampaikan' }) %>
<button type="submit">Kirim kelengkapan</button></form></section>
<% } else if (asks === 'correction') { %>
<section class="tanya" aria-labelledby="tanya"><h2 id="tanya">Mohon memastikan isi permohonan</h2>
<p class="teks"><%= it.question.text %></p>
<p>Perbaiki isian yang ditanyakan, lalu kirim. Isian yang sudah benar tidak perlu diubah.</p>
<form method="post" action="<%= kirim('perbaikan') %>" novalidate>
<input type="hidden" name="kunci" value="<%= form.key %>">
<%~ include('@opd', { form, agencies: it.agencies }) %>
<%~ include('@rincian', { form, details: it.details }) %>
<% if (it.isRequest) { %><%~ include('@kecepatan', { form }) %><%~ include('@waktu', { form,
  zoneName: it.zoneName }) %><% } %>
<%~ include('@alamat', { form }) %>
<button type="submit">Kirim perbaikan</button></form></section>
<% } else if (asks === 'confirm') { %>
<section class="tanya" aria-labelledby="tanya"><h2 id="tanya">Mohon konfirmasi</h2>
<p class="teks"><%= it.question.text %></p>
<p>Bila hasilnya sudah sesuai, konfirmasikan agar tiket dapat ditutup. Bila belum, tuliskan yang dirasakan melalui
  pesan.</p>
<form method="post" action="<%= kirim('konfirmasi') %>"><input type="hidden" name="kunci" value="<%= form.key %>">
<button type="submit">Hasil sudah sesuai</button></form></section>
<% } %>
`,
  ],
  [
    '@langkah',
    `<ol class="langkah">
<% for (const step of it.steps) { %>
<li class="<%= step.state %>"<% if (step.state === 'kini') { %> aria-current="step"<% } %>>
<p class="nama"><%= step.title %> <span class="tanda"><%= step.mark %></span></p>
<% for (const entry of step.entries) { %>
<p class="catatan"><%= entry.label %><br><time datetime="<%= entry.machine %>"><%= entry.at %></time></p>
<% } %>
</li>
<% } %>
</ol>
`,
  ],
  [
    '@tiket',
    `<% layout('@rangka', it) %>
<p class="jejak">Tiket <code id="nomor-tiket"><%= it.id %></code><% if (it.number) { %> <span class="nomor">Nomor
  permohonan <code id="nomor-permohonan"><%= it.number %></code></span><% } %></p>
<h1><%= it.subject %></h1>
<% if (it.notice) { %><div class="kabar" role="status"><p><%= it.notice %></p></div><% } %>
<p class="status<%= it.closed ? ' tutup' : '' %>">Status: <strong id="status"><%= it.status %></strong></p>
<% if (it.isNew) { %>
<section class="simpan" aria-labelledby="simpan"><h2 id="simpan">Simpan tautan ini</h2>
<p>Tiket hanya dapat dibuka dengan tautan atau kode di bawah ini. Perlakukan keduanya seperti kata sandi.</p>
<p class="tautan"><a id="tautan" href="/tiket/<%= it.secret %>"><%= it.link %></a></p>
<p>Kode, untuk dipakai bersama nomor tiket di halaman awal: <code id="kode"><%= it.code %></code></p></section>
<% } %>
<%~ include('@kesalahan', it) %>
<%~ include('@tanya', it) %>
<section aria-labelledby="perjalanan"><h2 id="perjalanan">Perjalanan <%= it.isRequest ? 'permohonan' : 'laporan' %></h2>
<%~ include('@langkah', it) %>
</section>
<section aria-labelledby="percakapan"><h2 id="percakapan">Pesan</h2>
<% if (it.talk.length === 0) { %><p class="kosong">Belum ada pesan.</p><% } %>
<% for (const each of it.talk) { %>
<article class="pesan<%= each.mine ? ' sendiri' : '' %>">
<p class="dari"><span class="pengirim"><%= each.from %></span>
  <time datetime="<%= each.machine %>"><%= each.at %></time></p>
<% if (each.subject) { %><h3><%= each.subject %></h3><% } %>
<p class="teks"><%= each.text %></p>
</article>
<% } %>
</section>
<% if (!it.closed) { %>
<section aria-labelledby="tulis"><h2 id="tulis">Kirim pesan</h2>
<form method="post" action="/tiket/<%= it.secret %>/pesan" novalidate>
<input type="hidden" name="kunci" value="<%= it.form.key %>">
<%~ include('@isian', { form: it.form, name: 'pesan', label: 'Pesan kepada petugas', rows: 4, longest: 4000 }) %>
<button type="submit" class="kedua">Kirim pesan</button></form></section>
<% } else { %>
<section><p>Tiket ini sudah ditutup. Bila masih ada kendala, <a href="/permohonan/baru">sampaikan tiket baru</a> dan
  sebutkan nomor tiket ini.</p></section>
<% } %>
<section aria-labelledby="isi-permohonan"><h2 id="isi-permohonan">Isi <%= it.isRequest ? 'permohonan'
  : 'laporan' %></h2>
<dl class="rincian">
<% for (const fact of it.facts) { %>
<div><dt><%= fact.label %></dt><dd><%= fact.value %></dd></div>
<% } %>
</dl></section>
<% if (!it.closed) { %>
<details class="batal"<% if (it.form.error('yakin')) { %> open<% } %>><summary>Batalkan tiket ini</summary>
<form method="post" action="/tiket/<%= it.secret %>/pembatalan" novalidate>
<input type="hidden" name="kunci" value="<%= it.form.key %>">
<%~ include('@pilihan', { form: it.form, name: 'yakin', legend: 'Pernyataan pembatalan', many: true, choices: [['ya',
  'Saya meminta tiket ini dibatalkan dan dikeluarkan dari daftar tunggu.']] }) %>
<button type="submit" class="bahaya">Batalkan tiket</button></form></details>
<% } %>
<% if (!it.isNew) { %>
<details class="simpan-lagi"><summary>Tautan dan kode tiket</summary>
<p class="tautan"><a id="tautan" href="/tiket/<%= it.secret %>"><%= it.link %></a></p><p>Kode:
  <code id="kode"><%= it.code %></code></p></details>
<% } %>
`,
  ],
];
