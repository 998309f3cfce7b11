# Pengguna bwagent dengan hak sekecil mungkin pada router MikroTik (RouterOS 6.49 atau 7.x).
# Baca seluruhnya, ganti setiap GANTI-..., lalu tempel baris demi baris pada terminal router. Jangan diimpor tanpa dibaca.
# Alamat 10.62.254.10 adalah server agen; 10.62.254.1 alamat router pada jaringan manajemen.
#
# The least-privileged user of bwagent on a MikroTik router (RouterOS 6.49 or 7.x).
# Read all of it, replace every GANTI-..., then paste it line by line into the router's terminal. Do not import it unread.
# 10.62.254.10 is the agent's server; 10.62.254.1 the router's address on the management network.

# 1. Sertifikat api-ssl: tanpa sertifikat RouterOS hanya menawarkan sandi anonim, yang ditolak agen.
#    Certificate of api-ssl: without one RouterOS offers anonymous ciphers only, which the agent refuses.
/certificate add name=bwagent-ca common-name=bwagent-ca days-valid=3650 key-size=2048 key-usage=key-cert-sign,crl-sign
/certificate sign bwagent-ca
/certificate add name=api-ssl common-name=GANTI-NAMA-ROUTER subject-alt-name=IP:10.62.254.1 days-valid=1825 key-size=2048 key-usage=digital-signature,key-encipherment,tls-server
/certificate sign api-ssl ca=bwagent-ca
# Berkas bwagent-ca.crt disalin ke server: tls: { ca: ... } pada agent.yaml.
# Copy bwagent-ca.crt to the server: tls: { ca: ... } in agent.yaml.
/certificate export-certificate bwagent-ca file-name=bwagent-ca

# 2. Layanan: hanya api-ssl, hanya dari server agen. Alamat di sini ditolak oleh aplikasi; aturan firewall di bawah tetap perlu.
#    Services: api-ssl only, from the agent's server only. This is refused by the application; the firewall rule below is still needed.
/ip service set api-ssl certificate=api-ssl address=10.62.254.10/32 disabled=no
/ip service set api disabled=yes

# 3. Grup: tiga hak, semua yang lain dicabut dengan tanda seru (hak pada "set" hanya ditambahkan).
#    Group: three rights, every other one denied with an exclamation mark (rights in a "set" are only added).
#    Untuk hari pertama (mode: observe): ganti "read,write,api" menjadi "read,api,!write". / For the first day: read,api,!write.
#    rest-api hanya ada pada RouterOS 7; hapus kata itu pada RouterOS 6. / rest-api exists on RouterOS 7 only; delete it on 6.
/user group add name=bwagent policy=read,write,api,!local,!telnet,!ssh,!ftp,!reboot,!policy,!test,!winbox,!password,!web,!sniff,!sensitive,!romon,!rest-api comment="bwagent: antrean sederhana saja"

# 4. Pengguna: hanya dari server agen. Sandi yang sama disimpan pada server dalam berkas berizin 0400.
#    User: from the agent's server only. The same password goes into a file of mode 0400 on the server.
/user add name=bwagent group=bwagent address=10.62.254.10/32 password="GANTI-SANDI-PANJANG" comment="agen penyediaan bandwidth"

# 5. SNMP: hanya baca, hanya dari server agen; community bawaan "public" dimatikan.
#    SNMP: read only, from the agent's server only; the default community "public" is switched off.
/snmp community add name="GANTI-COMMUNITY" addresses=10.62.254.10/32 read-access=yes write-access=no
/snmp community set [ find default=yes ] read-access=no write-access=no
/snmp set enabled=yes trap-version=2

# 6. Firewall: letakkan sebelum aturan drop pada chain input. / Place it before the drop rule of chain input.
/ip firewall filter add chain=input action=accept protocol=tcp dst-port=8729 src-address=10.62.254.10 comment="bwagent api-ssl"
/ip firewall filter add chain=input action=accept protocol=udp dst-port=161 src-address=10.62.254.10 comment="bwagent snmp"

# 7. Periksa. / Check.
/user group print detail where name=bwagent
/ip service print detail where name=api-ssl
/certificate print detail where name=api-ssl
