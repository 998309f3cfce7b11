// (table) Indonesian templates of the request form, and the parts that a correction shares with it.

/** Name and Eta source of each. */
export const FORM_TEMPLATES: readonly (readonly [name: string, source: string])[] = [
  [
    '@opd',
    `<% const galat = it.form.error('opd'); %>
<div class="isian">
<label for="opd">Perangkat daerah atau instansi</label>
<%~ include('@galat', { form: it.form, name: 'opd' }) %>
<select id="opd" name="opd"<% if (galat) { %> aria-invalid="true" aria-describedby="opd-galat"<% } %>>
<option value="">Pilih perangkat daerah</option>
<% for (const each of it.agencies) { %>
<option value="<%= each.code %>"<% if (it.form.value('opd')
  === each.code) { %> selected<% } %>><%= each.name %></option>
<% } %>
<option value="lainnya"<% if (it.form.value('opd') === 'lainnya') { %> selected<% } %>>Lainnya (tuliskan
  namanya)</option>
</select>
</div>
<div class="bila-lainnya">
<%~ include('@isian', { form: it.form, name: 'opd_lain', label: 'Nama instansi',
  hint: 'Diisi bila memilih "Lainnya", misalnya kantor desa, sekolah, atau instansi vertikal.', longest: 120 }) %>
</div>
`,
  ],
  [
    '@rincian',
    `<% for (const each of it.details) { %>
<%~ include('@isian', { form: it.form, ...each, optional: true }) %>
<% } %>
`,
  ],
  [
    '@kecepatan',
    `<div class="sejajar">
<%~ include('@isian', { form: it.form, name: 'unduh', label: 'Unduh (download)', hint: 'Contoh: 50 Mbps', longest: 40,
  width: 'pendek' }) %>
<%~ include('@isian', { form: it.form, name: 'unggah', label: 'Unggah (upload)', hint: 'Contoh: 20 Mbps', longest: 40,
  width: 'pendek' }) %>
</div>
<details class="bantuan"><summary>Mbps, bukan MB</summary>
<p>Kecepatan internet ditulis dalam <strong>Mbps</strong> (megabit per detik). <strong>MB</strong> (megabyte) adalah
  ukuran berkas: 1 MB sama dengan 8 megabit. Bila ragu, tuliskan apa adanya; petugas akan memastikan sebelum apa pun
  diterapkan.</p></details>
<%~ include('@pilihan', { form: it.form, name: 'arti', legend: 'Angka di atas adalah', choices: [
  ['total', 'Kecepatan total setelah ditambah', 'Misalnya sekarang 30 Mbps, ditulis 50, menjadi 50 Mbps.'],
  ['tambahan', 'Tambahan dari kecepatan sekarang', 'Misalnya sekarang 30 Mbps, ditulis 20, menjadi 50 Mbps.'],
  ['ragu', 'Belum yakin', 'Petugas akan menanyakannya.'],
] }) %>
`,
  ],
  [
    '@waktu',
    `<%~ include('@pilihan', { form: it.form, name: 'masa', legend: 'Jangka waktu', choices: [
  ['permanen', 'Permanen'],
  ['sementara', 'Sementara',
    'Untuk kegiatan, ujian, siaran langsung. Kecepatan kembali seperti semula pada waktu selesai.'],
] }) %>
<fieldset class="bila-sementara pilihan"><legend>Waktu pemakaian sementara (<%= it.zoneName %>)</legend>
<p class="petunjuk">Sertakan waktu untuk uji coba sebelum kegiatan dimulai.</p>
<div class="sejajar">
<%~ include('@isian', { form: it.form, name: 'mulai_tanggal', label: 'Tanggal mulai', type: 'date', longest: 40 }) %>
<%~ include('@isian', { form: it.form, name: 'mulai_jam', label: 'Jam mulai', type: 'time', longest: 20 }) %>
</div><div class="sejajar">
<%~ include('@isian', { form: it.form, name: 'selesai_tanggal', label: 'Tanggal selesai', type: 'date',
  longest: 40 }) %>
<%~ include('@isian', { form: it.form, name: 'selesai_jam', label: 'Jam selesai', type: 'time', longest: 20 }) %>
</div>
</fieldset>
`,
  ],
  [
    '@alamat',
    `<%~ include('@isian', { form: it.form, name: 'alamat', label: 'Alamat IP atau subnet jaringan', optional: true,
      hint: 'Satu per baris, misalnya 10.20.32.0/24. ' +
        'Kosongkan bila tidak tahu; petugas memakai data jaringan yang tercatat.',
      rows: 3, longest: 2000, mono: true }) %>
`,
  ],
  [
    '@surat',
    `<%~ include('@pilihan', { form: it.form, name: 'berkas', legend: it.legend, many: true,
      hint: 'Centang yang sudah ada. Berkas asli disampaikan kepada kantor; halaman ini tidak menerima unggahan.',
      choices: [
  ['surat', 'Surat permohonan dari kepala perangkat daerah'],
  ['data-teknis', 'Data teknis', 'Lokasi, subnet atau VLAN, jumlah pengguna, aplikasi yang dipakai.'],
  ['justifikasi', 'Justifikasi kebutuhan'],
] }) %>
<div class="sejajar">
<%~ include('@isian', { form: it.form, name: 'nomor_surat', label: 'Nomor surat', longest: 80 }) %>
<%~ include('@isian', { form: it.form, name: 'tanggal_surat', label: 'Tanggal surat', type: 'date', longest: 40 }) %>
</div>
`,
  ],
  [
    '@permohonan',
    `<% layout('@rangka', it) %>
<h1>Permohonan atau laporan baru</h1>
<p class="pengantar">Setelah dikirim, Saudara menerima nomor tiket dan tautan rahasia untuk mengikuti prosesnya.</p>
<%~ include('@kesalahan', it) %>
<form method="post" action="/permohonan/baru" novalidate class="formulir">
<input type="hidden" name="kunci" value="<%= it.form.key %>">
<fieldset class="bagian"><legend><h2>Pemohon</h2></legend>
<%~ include('@opd', it) %>
<%~ include('@isian', { form: it.form, name: 'lokasi', label: 'Lokasi', optional: true,
  hint: 'Gedung atau alamat tempat koneksi dipakai.', longest: 160 }) %>
<%~ include('@rincian', it) %>
</fieldset>
<fieldset class="bagian"><legend><h2>Layanan</h2></legend>
<%~ include('@pilihan', { form: it.form, name: 'jenis', legend: 'Jenis layanan', choices: [
  ['permohonan', 'Permohonan penambahan bandwidth'],
  ['gangguan', 'Laporan gangguan', 'Koneksi mati atau lebih lambat daripada yang sudah diberikan.'],
] }) %>
<%~ include('@isian', { form: it.form, name: 'perihal', label: 'Perihal', optional: true,
  hint: 'Satu baris, misalnya: Siaran langsung rapat paripurna.', longest: 160 }) %>
<%~ include('@isian', { form: it.form, name: 'alasan', label: 'Alasan permohonan atau uraian gangguan',
  hint: 'Untuk apa dipakai, oleh siapa, dan apa yang dirasakan sekarang.', rows: 6, longest: 4000 }) %>
<%~ include('@isian', { form: it.form, name: 'pengguna', label: 'Perkiraan jumlah pengguna', optional: true,
  longest: 40, width: 'pendek' }) %>
</fieldset>
<fieldset class="bagian hanya-permohonan"><legend><h2>Bandwidth yang dimohon</h2></legend>
<%~ include('@kecepatan', it) %>
<%~ include('@waktu', it) %>
</fieldset>
<fieldset class="bagian"><legend><h2>Jaringan</h2></legend>
<%~ include('@alamat', it) %>
</fieldset>
<fieldset class="bagian hanya-permohonan"><legend><h2>Kelengkapan berkas</h2></legend>
<%~ include('@surat', { ...it, legend: 'Berkas yang sudah disiapkan' }) %>
</fieldset>
<section class="privasi" aria-labelledby="privasi"><h2 id="privasi">Data pribadi</h2>
<p>Isian dipakai hanya untuk memproses permohonan ini dan disimpan sebagai arsip layanan. Jangan menuliskan NIK, kata
  sandi, atau data pribadi lain yang tidak diperlukan. Siapa pun yang memegang tautan rahasia dapat membaca tiket
  ini.</p></section>
<button type="submit">Kirim</button>
</form>
`,
  ],
];
