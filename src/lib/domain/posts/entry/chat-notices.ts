/**
 * What chat programs write themselves, by language: `notices` are sentences without an author (who joined, who changed
 * the subject), `placeholders` are the whole text of a message whose picture, sound or words were left out, `edited` is
 * added to the text of a message. From exports of WhatsApp for Android and iOS.
 */
const LANGUAGES: readonly { readonly notices: RegExp; readonly placeholders: RegExp; readonly edited: RegExp }[] = [
	{
		// Dutch
		notices:
			/end-to-end[- ]versleuteld|(?:heeft|hebt) .*(?:toegevoegd|verwijderd|gewijzigd|vastgezet|aangemaakt|gemaakt|verlaten|aangezet|uitgezet)$|(?:heeft|hebt) (?:het onderwerp|de groep|de omschrijving|deze groep|het groepspictogram|de groepsafbeelding|de groepsinstellingen|de instellingen)(?!\p{L})|(?:is|bent) (?:toegevoegd|toegetreden|lid geworden|vertrokken|weggegaan|nu beheerder)|(?:neemt|nam) deel via|beveiligingscode|je telefoonnummer|tijdelijke berichten|^gemiste (?:spraak|video)oproep/iu,
		placeholders:
			/^(?:media|afbeelding|foto|video|audio|gif|sticker|document|contactkaart|locatie|video-?bericht) (?:weggelaten|niet opgenomen)$|^(?:dit bericht is verwijderd|je hebt dit bericht verwijderd|wachten op dit bericht.*|dit bericht is verwijderd door .*)\.?$|^gemiste (?:spraak|video)oproep.*$|^(?:spraak|video)oproep.*$/iu,
		edited: /(?:dit )?bericht (?:is )?bewerkt/iu
	},
	{
		// English
		notices:
			/end-to-end encrypted|(?<!\p{L})(?:added|removed|joined|left|invited|pinned)(?!\p{L})(?: .*)?$|(?<!\p{L})(?:created (?:this )?group|changed (?:the|this|their|to)|turned (?:on|off)|security code|now an admin|was added|were added|requested to join|disappearing messages)(?!\p{L})|^missed (?:voice|video|group) call/iu,
		placeholders:
			/^(?:media|image|photo|video|audio|gif|sticker|document|contact card|location|video note) (?:omitted|not included)$|^(?:this message was deleted|you deleted this message|waiting for this message.*|this message was deleted by .*|message not supported|null)\.?$|^missed (?:voice|video|group) call.*$|^(?:voice|video) call.*$/iu,
		edited: /this message was edited/iu
	},
	{
		// German
		notices:
			/ende-zu-ende-verschlüsselt|(?<!\p{L})(?:hinzugefügt|entfernt|erstellt|geändert|verlassen|beigetreten|angeheftet)\.?$|(?<!\p{L})hat (?:die gruppe|den betreff|das gruppenbild|die gruppenbeschreibung)(?!\p{L})|sicherheitsnummer|^verpasster (?:sprach|video)anruf/iu,
		placeholders:
			/^(?:medien ausgeschlossen|(?:bild|video|audio|gif|sticker|dokument|kontaktkarte) weggelassen|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht)\.?$/iu,
		edited: /diese nachricht wurde bearbeitet/iu
	},
	{
		// French
		notices:
			/chiffrés? de bout en bout|(?<!\p{L})(?:a|avez) (?:ajouté|supprimé|retiré|créé|quitté|modifié|changé|rejoint|épinglé)(?!\p{L})|code de sécurité|^appel (?:vocal|vidéo) manqué/iu,
		placeholders:
			/^(?:médias? omis|(?:image|vidéo|audio|gif|sticker|document|fiche contact) (?:absent|omis)e?|ce message a été supprimé|vous avez supprimé ce message)\.?$/iu,
		edited: /ce message a été modifié/iu
	},
	{
		// Spanish
		notices:
			/cifrad[oa]s? de extremo a extremo|(?<!\p{L})(?:añadió|agregó|eliminó|creó|cambió|salió|se unió|fijó)(?!\p{L})|código de seguridad|^(?:video)?llamada perdida/iu,
		placeholders:
			/^(?:multimedia omitido|(?:imagen|video|vídeo|audio|gif|sticker|documento|tarjeta de contacto) omitid[oa]|(?:se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje))\.?$/iu,
		edited: /se editó este mensaje/iu
	},
	{
		// Italian
		notices:
			/crittografia end-to-end|(?<!\p{L})ha (?:aggiunto|rimosso|creato|cambiato|modificato|abbandonato|fissato)(?!\p{L})|si è unit[oa]|codice di sicurezza|^(?:video)?chiamata persa/iu,
		placeholders:
			/^(?:media omessi|(?:immagine omessa|video omesso|audio omesso|gif esclusa|sticker (?:non incluso|omesso)|documento omesso|scheda contatto omessa)|questo messaggio è stato eliminato|hai eliminato questo messaggio)\.?$/iu,
		edited: /questo messaggio è stato modificato/iu
	},
	{
		// Portuguese
		notices:
			/criptografia de ponta a ponta|encriptad[oa]s? ponto a ponto|(?<!\p{L})(?:adicionou|removeu|criou|mudou|alterou|saiu|entrou|fixou)(?!\p{L})|código de segurança|^chamada (?:de voz|de vídeo) perdida/iu,
		placeholders:
			/^(?:(?:arquivo de )?mídia ocult[oa]|ficheiro não revelado|(?:imagem|vídeo|áudio|gif|figurinha|documento) (?:ocultad[oa]|omitid[oa])|(?:esta )?mensagem apagada|esta mensagem foi apagada|você apagou esta mensagem)\.?$/iu,
		edited: /mensagem editada/iu
	},
	{
		// Polish
		notices:
			/szyfrowan\p{L}+ (?:metodą )?end-to-end|(?<!\p{L})(?:dodał\p{L}*|usunął|usunęła|utworzył\p{L}*|zmienił\p{L}*|opuścił\p{L}*|dołączył\p{L}*)(?!\p{L})|kod bezpieczeństwa|^nieodebrane połączenie/iu,
		placeholders:
			/^(?:(?:pominięto multimedia|multimedia pominięto)|(?:obraz|zdjęcie|film|wideo|audio|gif|naklejka|dokument) pominięt[oyea]|pominięto (?:obraz|zdjęcie|film|wideo|audio|gif|naklejkę|dokument)|ta wiadomość została usunięta|usunięto tę wiadomość)\.?$/iu,
		edited: /wiadomość edytowana|ta wiadomość została edytowana/iu
	},
	{
		// Turkish
		notices:
			/uçtan uca şifreli|(?<!\p{L})(?:ekledi|çıkardı|oluşturdu|değiştirdi|ayrıldı|katıldı|sabitledi)\.?$|güvenlik kodu|^cevapsız/iu,
		placeholders:
			/^(?:medya dahil edilmedi|(?:görüntü|resim|video|ses|gif|çıkartma|belge) dahil edilmedi|bu mesaj silindi|bu mesajı sildiniz)\.?$/iu,
		edited: /bu mesaj düzenlendi/iu
	},
	{
		// Arabic
		notices: /مشفرة تمامًا|مشفرة بين الطرفين|(?:أضاف|أزال|أنشأ|غيّر|غيَّر|غادر|انضم)(?!\p{L})|رمز الأمان/iu,
		placeholders:
			/^(?:تم استبعاد الوسائط|(?:صورة|فيديو|صوت|ملصق|مستند) (?:محذوفة|محذوف|غير مدرجة?)|تم حذف هذه الرسالة|حذفت هذه الرسالة)\.?$/iu,
		edited: /تم تعديل هذه الرسالة/iu
	},
	{
		// Ukrainian
		notices:
			/наскрізн\p{L}+ шифруванн\p{L}+|(?:додає|додав|додала|видаляє|видалив|видалила|створює|створив|створила|змінює|змінив|змінила|виходить|приєднався|приєдналася)(?!\p{L})|код безпеки/iu,
		placeholders:
			/^(?:без медіафайлів|(?:зображення|відео|аудіо|gif|стікер|документ) (?:пропущено|вилучено)|(?:це )?повідомлення видалено|ви видалили це повідомлення)\.?$/iu,
		edited: /повідомлення (?:було )?(?:змінено|відредаговано)/iu
	},
	{
		// Russian
		notices:
			/сквозн\p{L}+ шифрован\p{L}+|(?:добавил|удалил|создал|изменил|покинул|вышел|вышла|присоединил|закрепил|пригласил)(?:\p{L}|\(-?\p{L}+\))*(?!\p{L})|код безопасности|^пропущенный (?:аудио|видео|голосовой )?\p{L}*/iu,
		placeholders:
			/^(?:без медиафайлов|(?:изображение|фото|видео|аудио|gif|стикер|документ|карточка контакта|видеосообщение) (?:отсутству\p{L}+|опущен\p{L}*|пропущен\p{L}*)|(?:данное |это )?сообщение (?:было )?удалено|вы удалили (?:данное |это )?сообщение)\.?$/iu,
		edited: /(?:это )?сообщение (?:было )?(?:изменено|отредактировано)/iu
	},
	{
		// Romanian
		notices:
			/criptate (?:integral|end-to-end|de la un capăt la altul)|(?<!\p{L})(?:a|ai|s-a) (?:adăugat|eliminat|creat|schimbat|modificat|părăsit|ieșit|alăturat|fixat)|codul? de securitate|^apel (?:vocal|video) (?:pierdut|nepreluat)/iu,
		placeholders:
			/^(?:(?:conținut )?media omis[eă]?|(?:imagine|fotografie|videoclip|audio|gif|sticker|autocolant|document|cartelă de contact) omis[ăe]?|acest mesaj a fost șters|ai șters acest mesaj)\.?$/iu,
		edited: /(?:acest )?mesaj(?:ul)? (?:a fost )?(?:editat|modificat)/iu
	},
	{
		// Bulgarian
		notices:
			/(?:шифровани|криптирани) от край до край|(?<!\p{L})(?:добави(?:хте)?|премахна(?:хте)?|създаде|създадохте|напусна(?:хте)?|се присъедини|промени(?:хте)?|закачи)(?!\p{L})|код(?:ът)? за сигурност|^пропуснато (?:гласово|видео)/iu,
		placeholders:
			/^(?:мултимеди\p{L}+ е пропусната|без мултимедия|(?:изображението|снимката|видео(?:то|клипът)|аудио(?:то)?|gif|стикерът|документът|картата за контакт) е пропусна\p{L}+|(?:това )?съобщение(?:то)? (?:беше|е) изтрито|изтрихте това съобщение)\.?$/iu,
		edited: /съобщение(?:то)? (?:беше|е) редактирано/iu
	},
	{
		// Indonesian
		notices:
			/terenkripsi secara end-to-end|(?<!\p{L})(?:menambahkan|mengeluarkan|membuat grup|mengubah|keluar|bergabung|menyematkan|telah ditambahkan)(?!\p{L})|kode keamanan|^panggilan (?:suara|video) tak terjawab/iu,
		placeholders:
			/^(?:media|gambar|foto|video|audio|gif|stiker|dokumen|kartu kontak|pesan video) tidak disertakan\.?$|^(?:pesan ini (?:telah )?dihapus|anda (?:telah )?menghapus pesan ini)\.?$|^panggilan (?:suara|video) tak terjawab.*$/iu,
		edited: /pesan ini (?:telah )?diedit/iu
	},
	{
		// Chinese, simplified and traditional
		notices:
			/端[到对對]端(?:的)?加密|(?:添加了|加入了?|创建了|建立了|退出了?|离开了|離開了|移除了|更改了|变更了|變更了|置顶了)|安全[码碼]|^未接(?:来电|語音|视频|語音)/u,
		placeholders:
			/^(?:[省忽]略多?媒[体體](?:文件|檔案)|已?[省略忽]+過?多媒體檔案|(?:媒体|媒體|图像|圖像|图片|圖片|照片|视频|影片|音频|音訊|贴图|貼圖|文档|文件|文檔|联系人卡片|聯絡人卡片|gif) ?(?:已|被)?(?:忽略|省略|略過|略过)|(?:此|这条|這則|此則)?(?:消息|訊息)已(?:被)?(?:删除|刪除|撤回)|[你您](?:已)?(?:删除|刪除|撤回)了?(?:此|这条|這則|此則)(?:消息|訊息))[。.]?$/iu,
		edited: /(?:消息|訊息)已?(?:编辑|編輯)|(?:已|经)(?:编辑|編輯)/u
	}
];

/** The remark after the name of a file. */
const ATTACHED_REMARK =
	'bestand bijgevoegd|file attached|datei angehängt|fichier joint|archivo adjunto|file allegato|arquivo anexado|ficheiro anexado|plik (?:został )?załączony|załączono plik|dosya ekl\\p{L}+|ملف مرفق|الملف مرفق|файл (?:прикріплено|вкладено|добавлен|прикреплен)|fișier atașat|прикачен файл|файлът е прикачен|file terlampir|文件附件|文件已附加|檔案附件|附件';

/** `<bijgevoegd: 12-PHOTO.jpg>`, in any language. */
const ATTACHED = '<\\p{L}[\\p{L} ]{1,30}[:：] ?[^<>]{1,200}\\.\\p{L}[\\p{L}\\d]{1,4}>';
/** A file that came with a message, by its name or by its remark in brackets. */
const ATTACHED_LINE = new RegExp(
	`^(?:${ATTACHED}|.{1,200}\\.[\\p{L}\\d]{2,5} \\((?:${ATTACHED_REMARK})\\)|(?:IMG|VID|PTT|AUD|STK|DOC)-\\d{8}-WA\\d{4}\\.\\w{2,5}(?: \\(.{3,40}\\))?)$`,
	'iu'
);
/** At most 250 characters. */
const ATTACHED_AFTER = new RegExp(`\u200e?${ATTACHED}$`, 'iu');
/** An iPhone begins what WhatsApp itself says with this mark, in any language, also where it names the group as author. */
const PROGRAM_LINE = /^\u200e(?![^:：]{0,60}[:：])(?!.*[@\u2068])/u;
/** The label of a poll or of one of its choices. */
const POLL_LABEL = /^\u200e\p{Lu}[\p{Lu} ]{2,20}[:：]\s*/u;
/** Marks of direction that programs put around their own words. */
const MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g;
const withoutMarks = (line: string): string =>
	line
		.replace(MARKS, '')
		.trim()
		.replace(/^<(.*)>$/s, '$1')
		.trim();

/** No program writes a longer line, with the names of a whole group. */
const LONGEST_NOTICE = 500;
/** Whether the program wrote this line, not a person. */
export const isNotice = (line: string): boolean =>
	line.length <= LONGEST_NOTICE && LANGUAGES.some(({ notices }) => notices.test(withoutMarks(line)));

/** The words of a message, by its lines without placeholders; empty when no words remain. */
export function messageWords(lines: readonly string[]): string {
	const words = lines.map((line) =>
		line
			.replace(POLL_LABEL, '')
			.replace(ATTACHED_AFTER, '')
			.replace(/^\u200e/, '')
	);
	const last = words.at(-1) ?? '';
	const [whole, mark = '', remark = ''] = /\s*([\u200e\u200f]*)<([^<>]{3,60})>$/u.exec(last.slice(-100)) ?? [];
	const isEdited = whole !== undefined && (mark !== '' || LANGUAGES.some(({ edited }) => edited.test(remark)));
	return (isEdited ? [...words.slice(0, -1), last.slice(0, -whole.length)] : words).join('\n').trim();
}

/** Whether a program wrote this line in place of a picture or a removed message. */
export const isPlaceholder = (line: string): boolean =>
	PROGRAM_LINE.test(line) ||
	LANGUAGES.some(({ placeholders }) => placeholders.test(withoutMarks(line))) ||
	ATTACHED_LINE.test(line.replace(MARKS, '').trim());
