/**
 * What chat programs write themselves, by language: `notices` are sentences without an author (who joined, who changed
 * the subject), `placeholders` are the whole text of a message whose picture, sound or words were left out, `edited` is
 * added to the text of a message. From exports of WhatsApp for Android and iOS.
 */
const LANGUAGES: readonly { readonly notices: RegExp; readonly placeholders: RegExp; readonly edited: RegExp }[] = [
	{
		// Dutch
		notices:
			/end-to-end[- ]versleuteld|(?:heeft|hebt) .*(?:toegevoegd|verwijderd|gewijzigd|vastgezet|aangemaakt|gemaakt|verlaten|aangezet|uitgezet)$|(?:heeft|hebt) (?:het onderwerp|de groep|de omschrijving|deze groep|het groepspictogram|de groepsafbeelding|de groepsinstellingen|de instellingen)\b|(?:is|bent) (?:toegevoegd|toegetreden|lid geworden|vertrokken|weggegaan|nu beheerder)|(?:neemt|nam) deel via|beveiligingscode|je telefoonnummer|tijdelijke berichten|^gemiste (?:spraak|video)oproep/iu,
		placeholders:
			/^(?:media|afbeelding|foto|video|audio|gif|sticker|document|contactkaart|locatie|video-?bericht) (?:weggelaten|niet opgenomen)$|^(?:dit bericht is verwijderd|je hebt dit bericht verwijderd|wachten op dit bericht.*)\.?$|^gemiste (?:spraak|video)oproep.*$|^(?:spraak|video)oproep.*$/iu,
		edited: /(?:dit )?bericht (?:is )?bewerkt/iu
	},
	{
		// English
		notices:
			/end-to-end encrypted|\b(?:added|removed|joined|left|invited|pinned)\b(?: .*)?$|\b(?:created (?:this )?group|changed (?:the|this|their|to)|turned (?:on|off)|security code|now an admin|was added|were added|requested to join|disappearing messages)\b|^missed (?:voice|video|group) call/iu,
		placeholders:
			/^(?:media|image|photo|video|audio|gif|sticker|document|contact card|location|video note) (?:omitted|not included)$|^(?:this message was deleted|you deleted this message|waiting for this message.*|null)\.?$|^missed (?:voice|video|group) call.*$|^(?:voice|video) call.*$/iu,
		edited: /this message was edited/iu
	},
	{
		// German
		notices:
			/ende-zu-ende-verschlüsselt|\b(?:hinzugefügt|entfernt|erstellt|geändert|verlassen|beigetreten|angeheftet)\.?$|\bhat (?:die gruppe|den betreff|das gruppenbild|die gruppenbeschreibung)\b|sicherheitsnummer|^verpasster (?:sprach|video)anruf/iu,
		placeholders:
			/^(?:medien ausgeschlossen|(?:bild|video|audio|gif|sticker|dokument|kontaktkarte) weggelassen|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht)\.?$/iu,
		edited: /diese nachricht wurde bearbeitet/iu
	},
	{
		// French
		notices:
			/chiffrés? de bout en bout|\b(?:a|avez) (?:ajouté|supprimé|retiré|créé|quitté|modifié|changé|rejoint|épinglé)\b|code de sécurité|^appel (?:vocal|vidéo) manqué/iu,
		placeholders:
			/^(?:médias? omis|(?:image|vidéo|audio|gif|sticker|document|fiche contact) (?:absent|omis)e?|ce message a été supprimé|vous avez supprimé ce message)\.?$/iu,
		edited: /ce message a été modifié/iu
	},
	{
		// Spanish
		notices:
			/cifrad[oa]s? de extremo a extremo|\b(?:añadió|agregó|eliminó|creó|cambió|salió|se unió|fijó)\b|código de seguridad|^(?:video)?llamada perdida/iu,
		placeholders:
			/^(?:multimedia omitido|(?:imagen|video|vídeo|audio|gif|sticker|documento|tarjeta de contacto) omitid[oa]|(?:se eliminó este mensaje|eliminaste este mensaje))\.?$/iu,
		edited: /se editó este mensaje/iu
	},
	{
		// Italian
		notices:
			/crittografia end-to-end|\bha (?:aggiunto|rimosso|creato|cambiato|modificato|abbandonato|fissato)\b|si è unit[oa]|codice di sicurezza|^(?:video)?chiamata persa/iu,
		placeholders:
			/^(?:media omessi|(?:immagine omessa|video omesso|audio omesso|gif esclusa|sticker (?:non incluso|omesso)|documento omesso|scheda contatto omessa)|questo messaggio è stato eliminato|hai eliminato questo messaggio)\.?$/iu,
		edited: /questo messaggio è stato modificato/iu
	},
	{
		// Portuguese
		notices:
			/criptografia de ponta a ponta|encriptad[oa]s? ponto a ponto|\b(?:adicionou|removeu|criou|mudou|alterou|saiu|entrou|fixou)\b|código de segurança|^chamada (?:de voz|de vídeo) perdida/iu,
		placeholders:
			/^(?:(?:arquivo de )?mídia ocult[oa]|ficheiro não revelado|(?:imagem|vídeo|áudio|gif|figurinha|documento) (?:ocultad[oa]|omitid[oa])|(?:esta )?mensagem apagada|esta mensagem foi apagada|você apagou esta mensagem)\.?$/iu,
		edited: /mensagem editada/iu
	},
	{
		// Polish
		notices:
			/szyfrowan\p{L}+ (?:metodą )?end-to-end|\b(?:dodał\p{L}*|usunął|usunęła|utworzył\p{L}*|zmienił\p{L}*|opuścił\p{L}*|dołączył\p{L}*)(?!\p{L})|kod bezpieczeństwa|^nieodebrane połączenie/iu,
		placeholders:
			/^(?:(?:pominięto multimedia|multimedia pominięto)|(?:obraz|zdjęcie|film|wideo|audio|gif|naklejka|dokument) pominięt[oyea]|ta wiadomość została usunięta|usunięto tę wiadomość)\.?$/iu,
		edited: /wiadomość edytowana|ta wiadomość została edytowana/iu
	},
	{
		// Turkish
		notices:
			/uçtan uca şifreli|\b(?:ekledi|çıkardı|oluşturdu|değiştirdi|ayrıldı|katıldı|sabitledi)\.?$|güvenlik kodu|^cevapsız/iu,
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
	}
];

/** A file that came with a message, by its name or by its remark in brackets. */
const ATTACHED =
	/^(?:<?(?:bijgevoegd|attached|angehängt|fichier joint|pièce jointe|adjunto|allegato|anexado|załączono|ekli|مرفق|вкладено): ?[^>]*>?|\S+\.\p{L}{3,4}\d? \([^)]{4,30}\))$/iu;
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
	const last = lines.at(-1) ?? '';
	const [whole, remark = ''] = /\s*[\u200e\u200f]*<([^<>]{4,60})>$/u.exec(last.slice(-100)) ?? [];
	const isEdited = whole !== undefined && LANGUAGES.some(({ edited }) => edited.test(remark));
	return (isEdited ? [...lines.slice(0, -1), last.slice(0, -whole.length)] : lines).join('\n').trim();
}

/** Whether a program wrote this line in place of a picture or a removed message. */
export const isPlaceholder = (line: string): boolean =>
	LANGUAGES.some(({ placeholders }) => placeholders.test(withoutMarks(line))) ||
	ATTACHED.test(line.replace(MARKS, '').trim());
