import { describe, expect, test } from 'vitest';
import { splitPasted } from '$lib/domain/posts/entry/pasted';
import { preview } from '$lib/server/ingest/imports/file/preview';
import { FileRefused } from '$lib/server/ingest/imports/file/refused';
import { bytes, postsOf } from './file-rows';

/* A chat is read alike where it is pasted and where it is dropped as a file. */

const L = '\u200e';
const asPasted = (text: string) => splitPasted(text).map((post) => [post.author, post.text]);
const asFile = async (text: string) =>
	(await postsOf(bytes(text))).map((post) => [post.author?.name ?? null, post.text]);
const refusalOf = (text: string): Promise<string> =>
	preview(bytes(text)).then(
		({ encoding }) => encoding,
		(error: unknown) => (error instanceof FileRefused ? error.code : String(error))
	);

/** By language of the phone: what the program writes itself, in lines of its own and in place of words. */
const PHONES: Readonly<Record<string, { notices: string[]; placeholders: string[]; edited?: string }>> = {
	Dutch: {
		notices: ['Berichten zijn end-to-end versleuteld.', 'Bram heeft Carla toegevoegd', 'Bram heeft de groep verlaten'],
		placeholders: [
			'<Media weggelaten>',
			'afbeelding weggelaten',
			'Dit bericht is verwijderd',
			'Dit bericht is verwijderd door beheerder Bram',
			'null'
		],
		edited: '<Dit bericht is bewerkt>'
	},
	English: {
		notices: ['Messages and calls are end-to-end encrypted.', 'Bram added Carla', 'Bram left'],
		placeholders: [
			'<Media omitted>',
			'sticker omitted',
			'This message was deleted',
			'You deleted this message.',
			'This message was deleted by admin Bram'
		],
		edited: '<This message was edited>'
	},
	German: {
		notices: [
			'Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.',
			'Bram hat Carla hinzugefügt',
			'Bram hat die Gruppe verlassen'
		],
		placeholders: ['<Medien ausgeschlossen>', 'Bild weggelassen', 'Diese Nachricht wurde gelöscht.'],
		edited: '<Diese Nachricht wurde bearbeitet.>'
	},
	French: {
		notices: ['Les messages sont chiffrés de bout en bout.', 'Bram a ajouté Carla', 'Bram a quitté le groupe'],
		placeholders: ['<Médias omis>', 'image absente', 'Ce message a été supprimé'],
		edited: '<Ce message a été modifié>'
	},
	Spanish: {
		notices: ['Los mensajes están cifrados de extremo a extremo.', 'Bram añadió a Carla', 'Bram salió del grupo'],
		placeholders: ['<Multimedia omitido>', 'imagen omitida', 'Se eliminó este mensaje.', 'Eliminaste este mensaje.'],
		edited: '<Se editó este mensaje.>'
	},
	Portuguese: {
		notices: ['As mensagens são protegidas com a criptografia de ponta a ponta.', 'Bram adicionou Carla', 'Bram saiu'],
		placeholders: ['<Mídia oculta>', 'imagem ocultada', 'Mensagem apagada', 'Esta mensagem foi apagada'],
		edited: '<Mensagem editada>'
	},
	Italian: {
		notices: [
			'I messaggi sono protetti dalla crittografia end-to-end.',
			'Bram ha aggiunto Carla',
			'Bram ha abbandonato'
		],
		placeholders: ['<Media omessi>', 'immagine omessa', 'Questo messaggio è stato eliminato.']
	},
	Polish: {
		notices: ['Wiadomości są szyfrowane metodą end-to-end.', 'Bram dodał Carla', 'Bram opuścił grupę'],
		placeholders: ['<Pominięto multimedia>', 'pominięto obraz', 'Ta wiadomość została usunięta']
	},
	Turkish: {
		notices: [
			'Mesajlar uçtan uca şifrelidir.',
			'Bram, Carla kişisini ekledi',
			'Bram, Carla kişisini çıkardı',
			'Bram ayrıldı'
		],
		placeholders: ['<Medya dahil edilmedi>', 'görüntü dahil edilmedi', 'Bu mesaj silindi']
	},
	Arabic: {
		notices: ['الرسائل والمكالمات مشفرة تمامًا بين الطرفين.', 'أضاف Bram ‏Carla', 'غادر Bram'],
		placeholders: ['<تم استبعاد الوسائط>', 'تم حذف هذه الرسالة', 'صورة محذوفة']
	},
	Ukrainian: {
		notices: ['Повідомлення захищено наскрізним шифруванням.', 'Bram додав Carla', 'Bram виходить'],
		placeholders: ['<Без медіафайлів>', 'зображення пропущено', 'Це повідомлення видалено']
	},
	Russian: {
		notices: [
			'Сообщения и звонки защищены сквозным шифрованием.',
			'Bram добавил(-а) Carla',
			'Bram вышел(-шла)',
			'Bram покинул группу'
		],
		placeholders: [
			'<Без медиафайлов>',
			'изображение отсутствует',
			'Данное сообщение удалено',
			'Вы удалили данное сообщение'
		],
		edited: '<Сообщение изменено>'
	},
	Romanian: {
		notices: [
			'Mesajele și apelurile sunt criptate integral.',
			'Bram a adăugat-o pe Carla',
			'Bram a ieșit',
			'Bram s-a alăturat'
		],
		placeholders: ['<Media omise>', 'imagine omisă', 'Acest mesaj a fost șters', 'Ai șters acest mesaj'],
		edited: '<Acest mesaj a fost editat>'
	},
	Bulgarian: {
		notices: [
			'Съобщенията са шифровани от край до край.',
			'Bram добави Carla',
			'Bram напусна',
			'Bram създаде група „Zuid“'
		],
		placeholders: ['<Мултимедията е пропусната>', 'изображението е пропуснато', 'Това съобщение беше изтрито'],
		edited: '<Това съобщение беше редактирано>'
	},
	Indonesian: {
		notices: ['Pesan dan panggilan terenkripsi secara end-to-end.', 'Bram menambahkan Carla', 'Bram keluar'],
		placeholders: [
			'<Media tidak disertakan>',
			'gambar tidak disertakan',
			'Pesan ini telah dihapus',
			'Anda menghapus pesan ini'
		],
		edited: '<Pesan ini diedit>'
	},
	Chinese: {
		notices: ['消息和通话已进行端到端加密。', 'Bram添加了Carla', 'Bram退出了群组', '訊息和通話經端對端加密。'],
		placeholders: [
			'<省略多媒体文件>',
			'图像已忽略',
			'此消息已删除',
			'你已删除此消息',
			'<已省略多媒體檔案>',
			'此訊息已刪除'
		],
		edited: '<消息已编辑>'
	}
};

describe('what a program writes itself is no message, in the language of any phone', () => {
	test.each(Object.entries(PHONES))('%s', async (_, { notices, placeholders, edited }) => {
		const android = [
			...notices.map((notice) => `20-11-2026 14:01 - ${notice}`),
			'20-11-2026 14:03 - Marloes: Ruiken jullie dat?',
			...placeholders.map((placeholder) => `20-11-2026 14:04 - Joep: ${placeholder}`),
			...(edited === undefined ? [] : [`20-11-2026 14:05 - Joep: Ja ${edited}`])
		].join('\n');
		const iPhone = [
			...notices.map((notice) => `[20-11-2026, 14:01:12] Buurt Zuid: ${L}${notice}`),
			'[20-11-2026, 14:03:12] ~\u202fMarloes: Ruiken jullie dat?',
			...placeholders.map((placeholder) => `${L}[20-11-2026, 14:04:12] Joep: ${L}${placeholder}`),
			...(edited === undefined ? [] : [`[20-11-2026, 14:05:12] Joep: Ja ${L}${edited}`])
		].join('\n');
		const expected = [['Marloes', 'Ruiken jullie dat?'], ...(edited === undefined ? [] : [['Joep', 'Ja']])];
		for (const text of [android, iPhone, android.normalize('NFD'), iPhone.replaceAll('\n', '\r')]) {
			expect(asPasted(text)).toEqual(expected);
			expect(await asFile(text)).toEqual(expected);
		}
	});
	test.each([
		'Bram heeft de groep verlaten',
		'<zucht>',
		'rapport.pdf (laatste versie)',
		'De afbeelding is weggelaten uit het rapport',
		'null komma nul',
		'Mijn bericht is verwijderd door de beheerder van Facebook',
		'Media weggelaten? Stuur nog eens',
		'foto omitted by me',
		'Het video bericht',
		'@\u2068Joep\u2069 kom je?',
		'<3',
		'Let op: ramen dicht'
	])('but these are words of a person: %s', async (words) => {
		const text = `20-11-2026 14:03 - Marloes: ${words}\n20-11-2026 14:04 - Joep: ja`;
		expect(asPasted(text)[0]).toEqual(['Marloes', words]);
		expect((await asFile(text)).length).toBe(2);
	});
	test.each([
		['<bijgevoegd: 00000012-PHOTO-2026-11-20.jpg>', []],
		['<Anhang: 00000012-PHOTO.jpg>', []],
		['<附件：00000012-PHOTO.jpg>', []],
		['<прикреплено: 12-VIDEO.mp4>', []],
		['IMG-20261120-WA0001.jpg (zzz zzzz)', []],
		['IMG-20261120-WA0001.jpg', []],
		['Verslag van de brand.pdf (bestand bijgevoegd)', []],
		['plan 2.docx (файл добавлен)', []],
		['Kijk dan <bijgevoegd: 12-PHOTO.jpg>', [['Joep', 'Kijk dan']]],
		['IMG-20261120-WA0001.jpg (file attached)\nKijk dan', [['Joep', 'Kijk dan']]],
		['PEILING:\nWaar ruik je het?\n\u200eOPTIE: Noord (2 stemmen)', [['Joep', 'Waar ruik je het?\nNoord (2 stemmen)']]]
	])('a file or a poll that came with it: %j', async (message, expected) => {
		const text = `[20-11-2026, 14:03:12] ~ Marloes: Rook\n[20-11-2026, 14:04:12] Joep: ${L}${message}`;
		expect(asPasted(text)).toEqual([['Marloes', 'Rook'], ...expected]);
		expect(await asFile(text)).toEqual([['Marloes', 'Rook'], ...expected]);
	});
});

describe('a chat in any of these forms is read, pasted and as a file', () => {
	const expected = [
		['Marloes Zwart', 'Ruiken jullie dat?'],
		['Joep', 'Ja\nheel erg']
	];
	test.each<[string, string[]]>([
		[
			'Telegram',
			['Marloes Zwart, [20.11.2026 14:03]', 'Ruiken jullie dat?', '', 'Joep, [20.11.2026 14:05]', 'Ja', 'heel erg']
		],
		[
			'Telegram, with seconds and a picture',
			[
				'Marloes Zwart, [20.11.2026 14:03:12]',
				'[ Фотография ]',
				'Ruiken jullie dat?',
				'Joep, [20.11.2026 14:05:12]:',
				'[ Foto ]',
				'Ja',
				'heel erg'
			]
		],
		[
			'Telegram, a month in words that we do not know',
			[
				'Marloes Zwart, [20 нояб. 2026 г., 14:03]',
				'Ruiken jullie dat?',
				'Joep, [20 нояб. 2026 г., 14:05]',
				'Ja',
				'heel erg'
			]
		],
		[
			'Telegram, United States',
			[
				'Marloes Zwart, [11/20/26 2:03 PM]',
				'Ruiken jullie dat?',
				'Joep, [11/20/26 2:05 PM]',
				'[In reply to Marloes Zwart]',
				'Ja',
				'heel erg'
			]
		],
		[
			'Telegram, passed on',
			[
				'Marloes Zwart, [20.11.2026 14:03]',
				'[Переслано от Buurt]',
				'Ruiken jullie dat?',
				'Joep, [20.11.2026 14:05]',
				'Ja',
				'heel erg'
			]
		],
		[
			'Telegram, on one line',
			['[20.11.2026 14:03] Marloes Zwart: Ruiken jullie dat?', '[20.11.2026 14:05] Joep: Ja', 'heel erg']
		],
		[
			'Signal, brackets',
			['[2026-11-20 14:03] Marloes Zwart: Ruiken jullie dat?', '[2026-11-20, 14:05:12] Joep: Ja', 'heel erg']
		],
		[
			'Signal, fields above each message',
			[
				'Conversation: Buurt',
				'',
				'From: Marloes Zwart (+31612345678)',
				'Type: incoming',
				'Sent: Fri, 20 Nov 2026 14:03:00 +0100',
				'Received: Fri, 20 Nov 2026 14:03:01 +0100',
				'',
				'Ruiken jullie dat?',
				'',
				'From: Joep',
				'Type: outgoing',
				'Sent: Fri, 20 Nov 2026 14:05:00 +0100',
				'',
				'Ja',
				'heel erg',
				''
			]
		],
		[
			'WhatsApp, with a title above it',
			[
				'WhatsApp-chat met Buurt Zuid',
				'',
				'20-11-2026 14:03 - Marloes Zwart: Ruiken jullie dat?',
				'20-11-2026 14:05 - Joep: Ja',
				'heel erg'
			]
		],
		[
			'WhatsApp, Bulgarian moments',
			['20.11.26 г., 14:03 ч. - Marloes Zwart: Ruiken jullie dat?', '20.11.26 г., 14:05 ч. - Joep: Ja', 'heel erg']
		],
		[
			'WhatsApp, Chinese moments',
			['2026/11/20 下午2:03 - Marloes Zwart: Ruiken jullie dat?', '2026/11/20 下午2:05 - Joep: Ja', 'heel erg']
		],
		[
			'WhatsApp, Chinese, iPhone',
			['[2026/11/20 下午2:03:12] ~ Marloes Zwart：Ruiken jullie dat?', '[2026/11/20 下午2:05:12] Joep：Ja', 'heel erg']
		],
		[
			'WhatsApp, Indonesian',
			['20/11/26 14.03 - Marloes Zwart: Ruiken jullie dat?', '20/11/26 14.05 - Joep: Ja', 'heel erg']
		]
	])('%s', async (_, lines) => {
		for (const end of ['\n', '\r\n', '\r']) {
			expect(asPasted(lines.join(end))).toEqual(expected);
			expect(await asFile(lines.join(end))).toEqual(expected);
		}
	});
	test('Chinese halves of a day are read', async () => {
		const moments = await postsOf(bytes('2026/11/20 上午9:03 - Joep: een\n2026/11/20 晚上9:03 - Joep: twee'));
		expect(moments.map(({ publishedAt }) => publishedAt)).toEqual([
			'2026-11-20T08:03:00.000Z',
			'2026-11-20T20:03:00.000Z'
		]);
	});
});

describe('a chat without dates is refused with where to paste it, never read as a table', () => {
	test.each<[string, string[]]>([
		['Teams', ['[14:03] Vries, Marloes de', 'Drie vragen; over water', '', '[14:05] Joep', 'Ja, ook']],
		[
			'Teams, below a title',
			['Crisisteam', 'Chat', '[14:03] Vries, Marloes de', 'Drie vragen', '', '[14:05] Joep', 'Ja, ook']
		],
		['Discord', ['Marloes — Vandaag om 14:03', 'Drie vragen; over water', 'Joep — Vandaag om 14:05', 'Ja, ook']],
		[
			'an exporter of Discord',
			[
				'=====',
				'Guild: Buurt',
				'Channel: zuid',
				'=====',
				'',
				'[20/11/2026 14:03] marloes',
				'Drie vragen',
				'{Attachments}',
				'',
				'[20/11/2026 14:05] joep',
				'Ja, ook'
			]
		],
		['Telegram, times only', ['Marloes [14:03]', 'Drie vragen, over water', '', 'Joep [14:05]', 'Ja']],
		['Signal, times below', ['Marloes', 'Drie vragen, over water', '14:03', '', 'Joep', 'Ja', '14:05']],
		['Slack', ['marloes  2:03 PM', 'Drie vragen, over water', 'joep  2:05 PM', 'Ja, ook']],
		['names with a colon', ['Marloes:', 'Drie vragen, over water', '', 'Joep:', 'Ja, ook']],
		['times in brackets', ['(14:03)', 'Drie vragen, over water', '(14:05)', 'Ja, ook']],
		['old Macs', ['Marloes [14:03]\rDrie vragen, over water\rJoep [14:05]\rJa']]
	])('%s', async (_, lines) => {
		expect(await refusalOf(lines.join('\n'))).toBe('undatedChat');
	});
	test.each<[string, string]>([
		[
			'with a chat in its cells',
			'datum;auteur;tekst\n20-11-2026 14:03;Marloes;"[20-11-2026 14:03] Joep: ja\n[20-11-2026 14:04] Joep: nee\n[14:05] Joep"\n20-11-2026 14:05;Ali;dag'
		],
		['below a title', 'Export van 14:03\nBuurt 14:05\ndatum;tekst\n20-11-2026 14:03;Rook om 14:03'],
		['of one column', 'tekst\nBrand om 14:03\nRook om 14:05'],
		['without names', '20-11-2026 14:03;Marloes;Rook boven de stad\n20-11-2026 14:05;Joep;Ja, hier ook veel rook'],
		['of times in a column', 'tijd,bericht\n14:03,Rook\n14:05,Ja']
	])('a table %s stays a table', async (_, text) => {
		expect(await refusalOf(text)).toBe('utf-8');
	});
});
