/** Personal details in the notations that people use. None contains another or is on an own list. */
export const planted: readonly string[] = [
	...['06-12345601', '06 12345602', '0612345603', '06 12 34 56 04', '06.12.34.56.05', '06/12345606', '06 - 12345607'],
	...['06_12345608', '06–12345609', '06—12345610', '06‑12345611', '06\u00A012345612', '(06) 12345613', '(06)12345614'],
	...['0 6 1 2 3 4 5 6 1 5', '06 123 456 16', '06-1234-5617', '0-612345618', '020-1234501', '020 123 45 02'],
	...['(020) 123 45 03', '020/1234504', '0174-123405', '0174 12 34 06', '0174.123407', '088 123 45 08', '085-1234509'],
	...['+31612345620', '+31 6 12345621', '+31 (0)6 12 34 56 22', '+31(0)612345623', '+31-6-12345624', '+31.6.12345625'],
	...['0031 20 123 4526', '0031612345627', '0031-(0)6-12345628', '(+31)612345629', '(+31) 6 12345630', '+310612345631'],
	...[
		'31612345632',
		'+49 151 23456733',
		'+32 470 12 34 34',
		'0032 470 12 34 35',
		'+44 20 7946 0936',
		'+1 (212) 555-0137'
	],
	...[
		'jan.a@voorbeeld.example',
		'jan.b+x@zuid.voorbeeld.example',
		'JAN.C@VOORBEELD.EXAMPLE',
		'j_d-e%f@voorbeeld.example'
	],
	...['jan.g(at)voorbeeld.example', 'jan.h [at] voorbeeld.example', 'jan.i [at] voorbeeld [dot] example'],
	...['jan.j (apenstaartje) voorbeeld punt example', 'jan.k @ voorbeeld.example', 'éva.l@voorbeeld.example'],
	...['jan.m＠voorbeeld.example', 'jan.n@bücher.example', 'jan.o{at}voorbeeld.example'],
	...[
		'@jan_pp',
		'@jan.qq',
		'@jan-rr',
		'@Jan5ss',
		'@jan.bsky.social',
		'@jan_tt@mastodon.example',
		'@12345678',
		'@éva_uu'
	],
	...[
		'＠jan_vv',
		'https://x.com/jan_ww',
		'www.facebook.com/jan.xx',
		'https://nl.linkedin.com/in/jan-yy',
		't.me/jan_zz'
	],
	...[
		'https://www.instagram.com/jan_aa/',
		'wa.me/31612345643',
		'tiktok.com/@jan_bb',
		'https://bsky.app/profile/jan.cc'
	],
	...['NL91ABNA0417164300', 'NL91 ABNA 0417 1643 01']
];
