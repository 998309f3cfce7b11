// (table) The one style sheet of the site; pages carry no style of their own.
import { createHash } from 'node:crypto';

export const STYLE = `
:root { --tinta: #1b2430; --redup: #4d5b6b; --garis: #c9d1da; --lembut: #f3f5f8; --utama: #17487c; --utama-tua: #0f3158;
  --hijau: #1d6b3d; --kuning-lembut: #fff7df; --kuning: #8a6100; --merah: #a3201d; --merah-lembut: #fdf0ef;
    --biru-lembut: #eaf1f9; }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; color: var(--tinta); background: #fff; line-height: 1.55;
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
    overflow-wrap: break-word; }
.lebar { max-width: 46rem; margin: 0 auto; padding-left: 1.1rem; padding-right: 1.1rem; }
.kepala { background: var(--utama-tua); border-bottom: 4px solid #d9a520; }
.merek { display: block; padding: .85rem 0; color: #fff; text-decoration: none; }
.merek span { display: block; } .merek .kantor { font-weight: 700; }
.merek .layanan { font-size: .925rem; color: #dbe6f2; }
.lewati { position: absolute; left: -999rem; }
.lewati:focus { left: .5rem; top: .5rem; background: #fff; padding: .5rem .8rem; z-index: 2; }
main { padding-top: 1.6rem; padding-bottom: 3rem; min-height: 60vh; } main:focus { outline: none; }
.kaki { border-top: 1px solid var(--garis); background: var(--lembut); color: var(--redup); font-size: .9rem;
  padding: 1rem 0; } .kaki p { margin: 0; }
h1 { font-size: 1.65rem; line-height: 1.25; margin: 0 0 .6rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .5rem; }
h3 { font-size: 1.02rem; margin: .1rem 0 .2rem; } p { margin: 0 0 .8rem; } .pengantar { color: var(--redup); }
a { color: var(--utama); } a:hover { color: var(--utama-tua); text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid #d9a520; outline-offset: 2px; }
code { font: .95em ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
section { margin: 0 0 2rem; }
.aksi { display: grid; gap: 1.2rem; margin-top: 1.4rem; }
.aksi section { border: 1px solid var(--garis); border-radius: 6px; padding: 1.1rem 1.2rem; margin: 0; }
button, .tombol { display: inline-block; font: inherit; font-weight: 600; color: #fff; background: var(--utama);
  border: 2px solid var(--utama);
  border-radius: 5px; padding: .6rem 1.15rem; text-decoration: none; cursor: pointer; min-height: 2.75rem; }
button:hover, .tombol:hover { background: var(--utama-tua); border-color: var(--utama-tua); color: #fff; }
.kedua { background: #fff; color: var(--utama); }
.bahaya { background: #fff; color: var(--merah); border-color: var(--merah); }
.bahaya:hover { background: var(--merah); border-color: var(--merah); }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.bagian { border-top: 1px solid var(--garis); padding-top: 1.2rem; margin-bottom: 1.3rem; }
.bagian > legend { float: left; width: 100%; padding: 0; }
.bagian > legend + * { clear: both; } .bagian h2 { margin-bottom: .8rem; }
.isian { margin: 0 0 1.15rem; }
.isian > label, .pilihan > legend { display: block; font-weight: 600; padding: 0; margin-bottom: .15rem; }
.opsional { font-weight: 400; color: var(--redup); }
.petunjuk, .ket { color: var(--redup); font-size: .94rem; margin: 0 0 .35rem; }
input:not([type=radio], [type=checkbox]), select, textarea { width: 100%; font: inherit; color: inherit;
  background: #fff; border: 1px solid #6b7886;
  border-radius: 4px; padding: .5rem .6rem; min-height: 2.75rem; } textarea { display: block; resize: vertical; }
.mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace !important; font-size: .95rem !important; }
input.pendek { max-width: 14rem; } input.sedang { max-width: 18rem; }
[aria-invalid=true] { border: 2px solid var(--merah) !important; }
.galat { color: var(--merah); font-weight: 600; margin: 0 0 .3rem; }
.pilihan { margin: 0 0 1.2rem; } .butir { position: relative; padding: .3rem 0 .3rem 2.1rem; }
.butir input { position: absolute; left: 0; top: .45rem; width: 1.35rem; height: 1.35rem; margin: 0;
  accent-color: var(--utama); }
.butir label { display: inline-block; } .butir .ket { margin: 0; }
.sejajar { display: grid; gap: 0 1.2rem; align-items: end; } .bantuan { margin: 0 0 1.2rem; }
summary { cursor: pointer; color: var(--utama); font-weight: 600; padding: .2rem 0; }
.kesalahan { border: 3px solid var(--merah); border-radius: 6px; background: var(--merah-lembut);
  padding: 1rem 1.1rem .3rem; margin: 0 0 1.5rem; }
.kesalahan ul { margin: 0 0 .7rem; padding-left: 1.2rem; } .kesalahan a { color: var(--merah); font-weight: 600; }
.kabar, .simpan { border-left: 5px solid var(--hijau); background: #eef7f1; padding: .8rem 1.1rem; margin: 0 0 1.3rem;
  border-radius: 0 6px 6px 0; }
.kabar p, .simpan p:last-child { margin: 0; }
.tanya .teks { white-space: pre-wrap; }
.tanya { border: 1px solid #d9b34a; border-left: 5px solid #d9a520; background: var(--kuning-lembut);
  padding: 1.1rem 1.2rem; border-radius: 0 6px 6px 0; }
.jejak { color: var(--redup); margin-bottom: .25rem; font-size: .95rem; }
.jejak code { color: var(--tinta); font-weight: 700; } .nomor::before { content: "\\00b7"; margin: 0 .35rem; }
.status { background: var(--biru-lembut); border-radius: 6px; padding: .6rem .9rem; margin-bottom: 1.4rem; }
.status.tutup { background: var(--lembut); }
.langkah { list-style: none; margin: 0; padding: 0; }
.langkah li { position: relative; padding: 0 0 1.05rem 2rem; border-left: 3px solid var(--garis); margin-left: .6rem; }
.langkah li:last-child { border-left-color: transparent; padding-bottom: 0; }
.langkah li::before { content: ""; position: absolute; left: calc(-.6rem - 1.5px); top: .15rem; width: 1.2rem;
  height: 1.2rem; border-radius: 50%; background: #fff; border: 3px solid var(--garis); }
.langkah .selesai { border-left-color: var(--hijau); }
.langkah .selesai::before { background: var(--hijau); border-color: var(--hijau); }
.langkah .kini::before { border-color: var(--utama); background: radial-gradient(circle, var(--utama) 45%, #fff 50%); }
.langkah .nama { font-weight: 600; margin: 0; }
.langkah .nama:last-child { padding-bottom: .25rem; } .langkah .nanti .nama { font-weight: 400; color: var(--redup); }
.langkah .tanda { font-weight: 400; font-size: .88rem; color: var(--redup); white-space: nowrap; }
.langkah .kini .tanda { color: var(--utama); font-weight: 600; }
.langkah .catatan { margin: .15rem 0 .35rem; font-size: .96rem; } time { color: var(--redup); font-size: .92rem; }
.pesan { border: 1px solid var(--garis); border-radius: 6px; padding: .8rem 1rem; margin: 0 0 .8rem; }
.pesan.sendiri { background: var(--lembut); margin-left: 1.5rem; }
.pesan .dari { margin: 0 0 .2rem; } .pesan .pengirim { font-weight: 600; margin-right: .4rem; }
.pesan .teks { white-space: pre-wrap; margin: 0; } .kosong { color: var(--redup); }
.rincian { margin: 0; } .rincian div { padding: .5rem 0; border-top: 1px solid var(--garis); }
.rincian dt { color: var(--redup); font-size: .94rem; } .rincian dd { margin: 0; white-space: pre-wrap; }
.privasi { background: var(--lembut); padding: .9rem 1.1rem .2rem; border-radius: 6px; }
.privasi h2 { font-size: 1.02rem; margin-bottom: .2rem; } .privasi p { font-size: .96rem; }
.batal, .simpan-lagi { margin: 0 0 .8rem; } .batal form { margin-top: .6rem; } .tautan { overflow-wrap: anywhere; }
.tersembunyi { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@supports selector(:has(*)) {
  form:not(:has(select[name=opd] option[value=lainnya]:checked)) .bila-lainnya,
  form:not(:has(input[name=masa][value=sementara]:checked)) .bila-sementara,
  form:has(input[name=jenis][value=gangguan]:checked) .hanya-permohonan { display: none; }
}
@media (min-width: 36rem) {
  .sejajar { grid-template-columns: 1fr 1fr; }
  .rincian div { display: grid; grid-template-columns: 12rem 1fr; gap: 1rem; }
  h1 { font-size: 1.9rem; } .aksi { grid-template-columns: 1fr 1fr; }
}
@media print { .kepala, .kaki, form, details, .lewati { display: none; } body { font-size: 11pt; } }
`;

/** Changes with its content, so that browsers may keep it for good. */
export const STYLE_PATH = `/gaya-${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0f3158"/>' +
  '<path d="M4 12V8m4 4V5m4 7V3" stroke="#fff" stroke-width="2"/></svg>';
