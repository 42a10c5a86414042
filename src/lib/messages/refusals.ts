import { plural, type Messages } from './message';

export const refusals = {
	title: { nl: 'Niet opgeslagen', en: 'Not saved' },
	'learningPoint.absent': {
		nl: 'Niet opgeslagen: dit leerpunt is er niet meer. Laad de pagina opnieuw.',
		en: 'Not saved: this learning point no longer exists. Reload the page.'
	},
	'learningPoint.changed': {
		nl: 'Niet opgeslagen: een collega wijzigde dit leerpunt intussen. Lees het eerst en wijzig het dan.',
		en: 'Not saved: a colleague has since changed this learning point. Read it first, then make your change.'
	},
	'command.unknown': {
		nl: 'Niet opgeslagen: dit scherm en de server passen niet bij elkaar. Laad de pagina opnieuw en doe het nog een keer.',
		en: 'Not saved: this page and the server do not match. Reload the page and try again.'
	},
	'command.invalid': {
		nl: 'Niet opgeslagen: er ontbreekt iets of een tekst is te lang. Wat u invulde staat er nog. Controleer het en probeer het opnieuw.',
		en: 'Not saved: something is missing or a text is too long. What you entered is still here. Check it and try again.'
	},
	'command.idTaken': {
		nl: 'Niet opgeslagen: deze opdracht is al eerder met andere inhoud verstuurd. Laad de pagina opnieuw en doe het nog een keer.',
		en: 'Not saved: this command was already sent with different content. Reload the page and try again.'
	},
	'role.missing': {
		nl: 'Niet opgeslagen: dit hoort niet bij uw rol. Er is niets gewijzigd. Vraag een collega of uw beheerder.',
		en: 'Not saved: your role does not allow this. Nothing was changed. Ask a colleague or your administrator.'
	},
	'id.taken': {
		nl: 'Niet opgeslagen: dit bestaat al. Er is niets gewijzigd. Laad de pagina opnieuw.',
		en: 'Not saved: this already exists. Nothing was changed. Reload the page.'
	},
	'incident.absent': {
		nl: 'Niet opgeslagen: dit incident is er niet, of u hebt er geen rol in. Ga terug naar alle incidenten.',
		en: 'Not saved: this incident does not exist, or you have no role in it. Go back to all incidents.'
	},
	'incident.already': {
		nl: 'Dit incident is al geopend. Er is niets gewijzigd. U kunt het gewoon gebruiken.',
		en: 'This incident is already open. Nothing was changed. You can start using it.'
	},
	'incident.closed': {
		nl: 'Niet opgeslagen: dit incident is gesloten. Wat u maakte, blijft op dit apparaat staan. Een coördinator kan het incident heropenen.',
		en: 'Not saved: this incident is closed. Your work stays on this device. A coordinator can reopen the incident.'
	},
	'incident.notClosed': {
		nl: 'Dit incident is niet gesloten. Er is niets gewijzigd.',
		en: 'This incident is not closed. Nothing was changed.'
	},
	'incident.openCalls': {
		nl: plural('number', {
			one: 'Niet gesloten: {number} noodkreet is niet doorgegeven. Geef hem door, of bevestig dat u hem open laat.',
			other: 'Niet gesloten: {number} noodkreten zijn niet doorgegeven. Geef ze door, of bevestig dat u ze open laat.'
		}),
		en: plural('number', {
			one: 'Not closed: {number} call for help was not passed on. Pass it on, or confirm that you leave it open.',
			other:
				'Not closed: {number} calls for help were not passed on. Pass them on, or confirm that you leave them open.'
		})
	},
	'incident.exercise': {
		nl: 'Niet opgeslagen: dit kan niet in een oefening. Er is niets gewijzigd.',
		en: 'Not saved: this is not possible in an exercise. Nothing was changed.'
	},
	'incident.notExercise': {
		nl: 'Niet opgeslagen: dit kan alleen in een oefening. Er is niets gewijzigd.',
		en: 'Not saved: this is only possible in an exercise. Nothing was changed.'
	},
	'log.number': {
		nl: 'Niet verborgen: een van deze regels is er niet. Er is niets gewijzigd. Controleer de nummers.',
		en: 'Not hidden: one of these entries does not exist. Nothing was changed. Check the numbers.'
	},
	'log.noWords': {
		nl: 'Niet verborgen: in een van deze regels staan geen woorden. Er is niets gewijzigd. Controleer de nummers.',
		en: 'Not hidden: one of these entries contains no words. Nothing was changed. Check the numbers.'
	},
	'log.profile': {
		nl: 'Niet verborgen: met deze woorden wordt nu gezocht. Wijzig eerst het zoekprofiel.',
		en: 'Not hidden: these words are in the search profile in use. Change the search profile first.'
	},
	'log.waiting': {
		nl: 'Niet verborgen: een deel van deze woorden staat al in een verzoek. Handel dat eerst af.',
		en: 'Not hidden: some of these words are already in a request. Settle that one first.'
	},
	'log.noRequest': {
		nl: 'Niet opgeslagen: dit verzoek wacht niet meer. Er is niets gewijzigd.',
		en: 'Not saved: this request is no longer waiting. Nothing was changed.'
	},
	'clock.back': {
		nl: 'De klok gaat nooit terug: wat gezien is, blijft gezien. Kies een later moment.',
		en: 'The clock cannot go back: what has been seen stays seen. Choose a later time.'
	},
	'source.absent': {
		nl: 'Niet opgeslagen: deze bron is er niet meer. Kies een andere bron.',
		en: 'Not saved: this source no longer exists. Choose another source.'
	},
	'source.notActive': {
		nl: 'Niet opgeslagen: deze bron staat stil. Zet de bron eerst aan. Uw tekst staat er nog.',
		en: 'Not saved: this source is paused. Resume it first. Your text is still here.'
	},
	'source.notHere': {
		nl: 'Niet opgeslagen: deze bron past hier niet. Een oefening krijgt alleen berichten uit een script, een bestand of een balie.',
		en: 'Not saved: this source cannot be used here. An exercise only takes posts from a script, a file or a desk.'
	},
	'source.notForPrograms': {
		nl: 'Niet opgeslagen: deze bron neemt geen berichten aan van andere programma’s. Kies een bron voor programma’s.',
		en: 'Not saved: this source does not accept posts from other programs. Choose a source for programs.'
	},
	'connection.absent': {
		nl: 'Niet opgeslagen: deze verbinding is er niet meer. Kies een andere verbinding.',
		en: 'Not saved: this connection no longer exists. Choose another connection.'
	},
	'connection.inUse': {
		nl: 'Niet opgeslagen: dit incident gebruikt deze verbinding al. Er is niets gewijzigd.',
		en: 'Not saved: this incident already uses this connection. Nothing was changed.'
	},
	'author.absent': {
		nl: 'Niet opgeslagen: deze afzender is er niet meer. Laad de pagina opnieuw.',
		en: 'Not saved: this sender no longer exists. Reload the page.'
	},
	'story.absent': {
		nl: 'Niet opgeslagen: dit verhaal is er niet meer. Het is misschien samengevoegd. Laad de lijst opnieuw.',
		en: 'Not saved: this story no longer exists. It may have been merged. Reload the list.'
	},
	'story.same': {
		nl: 'Een verhaal kan niet met zichzelf worden samengevoegd. Kies een ander verhaal.',
		en: 'A story cannot be merged with itself. Choose another story.'
	},
	'post.absent': {
		nl: 'Niet opgeslagen: dit bericht is er niet meer. Laad het verhaal opnieuw.',
		en: 'Not saved: this post no longer exists. Reload the story.'
	},
	'post.elsewhere': {
		nl: 'Niet opgeslagen: dit bericht staat intussen in een ander verhaal. Laad de lijst opnieuw.',
		en: 'Not saved: this post has since moved to another story. Reload the list.'
	},
	'split.all': {
		nl: 'Niet gesplitst: er moet minstens één bericht in het verhaal blijven. Kies minder berichten.',
		en: 'Not split: at least one post must stay in the story. Choose fewer posts.'
	},
	'label.stance': {
		nl: 'Niet opgeslagen: bij een gerucht hoort wat het bericht ervan vindt: steunt, spreekt tegen, vraagt of reageert. Kies er een.',
		en: 'Not saved: a rumour needs a stance: supports, denies, asks or comments. Choose one.'
	},
	'label.notOwn': {
		nl: 'Niet teruggenomen: een collega zei hier intussen iets anders. Dat blijft staan.',
		en: 'Not taken back: a colleague has since entered something else here. That stays.'
	},
	'help.passedOn': {
		nl: 'Deze noodkreet is al doorgegeven aan de meldkamer. Alleen met ‘Toch niet’ en een reden gaat hij weer open.',
		en: 'This call for help was already passed on to the control room. Only ‘Take back’, with a reason, reopens it.'
	},
	'help.notPassedOn': {
		nl: 'Niet teruggenomen: deze noodkreet is niet doorgegeven, of een collega nam dat al terug.',
		en: 'Not taken back: this call for help was not passed on, or a colleague has already taken that back.'
	},
	'finding.absent': {
		nl: 'Niet opgeslagen: deze bevinding is er niet. Laad de pagina opnieuw.',
		en: 'Not saved: this finding does not exist. Reload the page.'
	},
	'finding.exists': {
		nl: 'Niet opgeslagen: ‘{text}’ staat er al. Er is niets gewijzigd. Gebruik die.',
		en: 'Not saved: ‘{text}’ already exists. Nothing was changed. Use that one.'
	},
	'finding.merged': {
		nl: 'Niet opgeslagen: deze bevinding is intussen samengevoegd met een andere. Kies die andere.',
		en: 'Not saved: this finding has since been merged into another one. Choose that one.'
	},
	'finding.restsOn': {
		nl: 'Niet teruggedraaid: er rust intussen iets nieuws op de samengevoegde bevinding. Splits die of pas die aan.',
		en: 'Not undone: something new now rests on the merged finding. Split or change that one.'
	},
	'finding.same': {
		nl: 'Een bevinding kan niet met zichzelf worden samengevoegd. Kies een andere.',
		en: 'A finding cannot be merged with itself. Choose another one.'
	},
	'finding.state': {
		nl: 'Niet opgeslagen: een collega was u voor. Kijk hoe het er nu voor staat.',
		en: 'Not saved: a colleague got there first. Check the current status.'
	},
	'finding.withoutEvidence': {
		nl: 'Niet opgeslagen: een bevinding heeft een bericht nodig, of waar u het buiten het scherm zag. Vul dat in.',
		en: 'Not saved: a finding needs a post, or where you saw or heard it offline. Fill that in.'
	},
	'fact.absent': {
		nl: 'Niet opgeslagen: dit feit is er niet. Kies een ander feit of leg het eerst vast.',
		en: 'Not saved: this fact does not exist. Choose another fact or record it first.'
	},
	'fact.withoutSource': {
		nl: 'Niet opgeslagen: een uitkomst heeft een feit met een bron nodig. Vul in van wie u het weet.',
		en: 'Not saved: a verdict needs a fact with a source. Enter who told you.'
	},
	'fact.replaced': {
		nl: 'Niet opgeslagen: dit feit is vervangen door een nieuwer feit. Gebruik het nieuwe feit.',
		en: 'Not saved: this fact was replaced by a newer one. Use the new fact.'
	},
	'fact.future': {
		nl: 'Niet opgeslagen: dit moment is nog niet geweest. Kies sinds wanneer het zo is.',
		en: 'Not saved: this time is in the future. Choose since when this has been true.'
	},
	'fact.confirmed': {
		nl: 'U bevestigde dit feit al. Er is niets gewijzigd.',
		en: 'You have already confirmed this fact. Nothing was changed.'
	},
	'fact.sameEyes': {
		nl: 'U kunt dit feit niet zelf bevestigen: u legde het vast, of u telt als dezelfde ogen. Vraag een collega.',
		en: 'You cannot confirm this fact yourself: you recorded it, or you count as the same pair of eyes. Ask a colleague.'
	},
	'action.absent': {
		nl: 'Niet opgeslagen: deze eigen actie is er niet meer. Laad de pagina opnieuw.',
		en: 'Not saved: this own action no longer exists. Reload the page.'
	},
	'report.changed': {
		nl: 'Niet vrijgegeven: er kwam iets bij sinds u keek. Bekijk het rapport opnieuw en geef het dan vrij.',
		en: 'Not released: something was added after you looked. Look at the report again, then release it.'
	},
	'report.textChanged': {
		nl: 'Niet opgeslagen: een collega wijzigde deze tekst ook. Uw tekst staat er nog. Vergelijk de twee en sla opnieuw op.',
		en: 'Not saved: a colleague has also changed this text. Your text is still here. Compare the two and save again.'
	},
	'report.number': {
		nl: 'Niet vrijgegeven: een collega was u voor. Het volgende rapport krijgt nummer {number}. Bekijk het opnieuw.',
		en: 'Not released: a colleague got there first. The next report will be number {number}. Look at it again.'
	},
	'report.unfinished': {
		nl: 'Niet vrijgegeven: er ontbreken nog verplichte teksten. Vul ze in en geef het rapport dan vrij.',
		en: 'Not released: required texts are still missing. Fill them in, then release the report.'
	},
	'report.absent': {
		nl: 'Dit rapport is er niet. Er is niets gewijzigd. Laad de pagina opnieuw.',
		en: 'This report does not exist. Nothing was changed. Reload the page.'
	},
	'report.withdrawn': {
		nl: 'Dit rapport is al ingetrokken. Er is niets gewijzigd.',
		en: 'This report has already been withdrawn. Nothing was changed.'
	},
	'report.unconfirmed': {
		nl: 'Niet vrijgegeven: een tekst uit het vorige rapport is nog niet nagekeken. Kies ‘Klopt nog’ of schrijf hem opnieuw.',
		en: 'Not released: a text from the previous report has not been checked yet. Choose ‘Still correct’ or rewrite it.'
	},
	'report.withoutWhy': {
		nl: 'Niet opgeslagen: bij een zekerheid hoort waarom, en andersom. Uw tekst staat er nog. Vul beide in.',
		en: 'Not saved: a certainty needs a reason, and a reason needs a certainty. Your text is still here. Fill in both.'
	},
	'quote.absent': {
		nl: 'Niet opgeslagen: dit citaat is er niet meer. Laad de pagina opnieuw.',
		en: 'Not saved: this quote no longer exists. Reload the page.'
	},
	'advice.absent': {
		nl: 'Niet opgeslagen: dit advies is er niet meer. Laad de pagina opnieuw.',
		en: 'Not saved: this advice no longer exists. Reload the page.'
	},
	'advice.changed': {
		nl: 'Niet opgeslagen: een collega wijzigde dit advies intussen. Uw tekst staat er nog. Lees het nieuwe advies en kies opnieuw.',
		en: 'Not saved: a colleague has since changed this advice. Your text is still here. Read the new advice and choose again.'
	},
	'advice.withoutWhy': {
		nl: 'Niet opgeslagen: zeg erbij waarom het advies niet is overgenomen.',
		en: 'Not saved: say why the advice was declined.'
	},
	'link.absent': {
		nl: 'Deze deellink is er niet. Er is niets gewijzigd. Laad de pagina opnieuw.',
		en: 'This share link does not exist. Nothing was changed. Reload the page.'
	},
	'link.expiry': {
		nl: 'Geen link gemaakt: een link geldt hoogstens dertig dagen, en nooit tot een moment dat voorbij is. Kies een andere datum.',
		en: 'Link not created: a link is valid for thirty days at most and cannot end in the past. Choose another date.'
	},
	'link.revoked': {
		nl: 'Deze link is al ingetrokken. Niemand kan hem meer gebruiken.',
		en: 'This link has already been revoked. Nobody can use it any more.'
	},
	'person.absent': {
		nl: 'Niet opgeslagen: deze persoon is er niet. Laad de pagina opnieuw.',
		en: 'Not saved: this person does not exist here. Reload the page.'
	},
	'person.already': {
		nl: 'Deze persoon heeft al toegang. Er is niets gewijzigd.',
		en: 'This person already has access. Nothing was changed.'
	},
	'person.lastAdministrator': {
		nl: 'Niet opgeslagen: dit is de laatste beheerder. Maak eerst een ander beheerder.',
		en: 'Not saved: this is the last administrator. Make somebody else an administrator first.'
	},
	'person.exerciseOnly': {
		nl: 'Dit kan niet met een oefenpersoon. Richt Voelspriet eerst in voor echt gebruik.',
		en: 'This is not possible for a made-up person in an exercise. Set up Voelspriet for real use first.'
	},
	'person.notOpened': {
		nl: 'Deze persoon hoeft niet bevestigd te worden. Laad de pagina opnieuw.',
		en: 'This person does not need to be confirmed. Reload the page.'
	},
	'person.notLinked': {
		nl: 'Deze accounts zijn niet gekoppeld. Laad de pagina opnieuw.',
		en: 'These accounts are not linked. Reload the page.'
	},
	'person.requestFirst': {
		nl: 'Niet gedaan: een andere beheerder moet dit eerst vragen. U en die beheerder mogen niet als één paar ogen tellen.',
		en: 'Not done: another administrator must request this first. You and they must count as two pairs of eyes.'
	},
	'person.sharedEyes': {
		nl: 'Niet gedaan: een andere beheerder moet dit bevestigen. U en deze persoon tellen als één paar ogen.',
		en: 'Not done: another administrator must confirm this. You and this person count as one pair of eyes.'
	},
	'person.stillOpen': {
		nl: 'Niet gedaan: de link of het eenmalige wachtwoord is nog niet gebruikt, of er is nog geen nieuwe tweede stap. Bevestig deze persoon als die binnen is.',
		en: 'Not done: the link or one-time password has not been used yet, or there is no new second step yet. Confirm this person once they have signed in.'
	},
	'installation.already': {
		nl: 'Voelspriet is al ingericht. Er is niets gewijzigd. Meld u aan met uw eigen account.',
		en: 'Voelspriet has already been set up. Nothing was changed. Sign in with your own account.'
	},
	'installation.absent': {
		nl: 'Niet opgeslagen: deze installatie is nog niet ingericht. Richt haar eerst in.',
		en: 'Not saved: this installation has not been set up yet. Set it up first.'
	},
	'token.absent': {
		nl: 'Deze sleutel is er niet meer. Er is niets gewijzigd. Laad de pagina opnieuw.',
		en: 'This token no longer exists. Nothing was changed. Reload the page.'
	},
	'token.expiry': {
		nl: 'Niet gemaakt: een sleutel werkt hoogstens een jaar. Kies een kortere tijd.',
		en: 'Token not made: a token is valid for one year at most. Choose a shorter time.'
	},
	'token.revoked': {
		nl: 'Deze sleutel is al ingetrokken. Er is niets gewijzigd.',
		en: 'This token has already been revoked. Nothing was changed.'
	},
	'token.decides': {
		nl: 'Niet gedaan: een programma stuurt berichten en leest. Beslissen doet een mens.',
		en: 'Not done: a program can only send posts and read. Decisions are made by people.'
	},
	'inquiry.absent': {
		nl: 'Niet opgeslagen: deze navraag is er niet. Laad de pagina opnieuw.',
		en: 'Not saved: this inquiry does not exist. Reload the page.'
	},
	'inquiry.answered': {
		nl: 'Niet opgeslagen: een collega vulde dit antwoord al in. Kijk hoe het er nu voor staat.',
		en: 'Not saved: a colleague has already entered this answer. Check the current status.'
	},
	'inquiry.unanswered': {
		nl: 'Niet opgeslagen: er is nog geen antwoord. Noteer eerst wat er is gezegd.',
		en: 'Not saved: there is no answer yet. First record what was said.'
	},
	'inquiry.factMade': {
		nl: 'Niet opgeslagen: een collega maakte al een feit van dit antwoord.',
		en: 'Not saved: a colleague has already turned this answer into a fact.'
	},
	'text.absent': {
		nl: 'Niet opgeslagen: deze tekst is er niet. Laad de pagina opnieuw.',
		en: 'Not saved: this text does not exist. Reload the page.'
	},
	'text.about': {
		nl: 'Niet opgeslagen: deze soort tekst past hier niet. Kies een andere soort.',
		en: 'Not saved: this type of text is not possible here. Choose another type.'
	},
	'text.channel': {
		nl: 'Niet opgeslagen: dit kanaal doet niet mee, of staat er al. Laad de pagina opnieuw.',
		en: 'Not saved: this channel is not included, or has already been added. Reload the page.'
	},
	'text.changed': {
		nl: 'Niet opgeslagen: een collega wijzigde deze tekst intussen. Uw tekst staat er nog. Lees de nieuwe tekst en kies opnieuw.',
		en: 'Not saved: a colleague has since changed this text. Your text is still here. Read the new text and choose again.'
	},
	'text.empty': {
		nl: 'Geen akkoord gevraagd: een van de teksten is leeg. Vul hem in of laat het kanaal weg.',
		en: 'Approval not requested: one of the texts is empty. Fill it in or leave out the channel.'
	},
	'text.tooLong': {
		nl: 'Geen akkoord gevraagd: een van de teksten is te lang voor zijn kanaal. Maak hem korter.',
		en: 'Approval not requested: one of the texts is too long for its channel. Make it shorter.'
	},
	'text.withoutVerdict': {
		nl: 'Geen akkoord gevraagd: het gerucht heeft nog geen uitkomst. Leg eerst de uitkomst vast, of maak een wachttekst.',
		en: 'Approval not requested: the rumour has no verdict yet. Record the verdict first, or write a holding statement.'
	},
	'text.withoutFact': {
		nl: 'Geen akkoord gevraagd: deze tekst noemt geen feit. Kies het feit waar hij op rust.',
		en: 'Approval not requested: this text is not based on a fact. Choose the fact it is based on.'
	},
	'text.basisChanged': {
		nl: 'Niet gedaan: de bewering, de uitkomst of een feit onder deze tekst is veranderd. Lees de tekst opnieuw.',
		en: 'Not done: the claim, the verdict or a fact behind this text has changed. Read the text again.'
	},
	'text.notSubmitted': {
		nl: 'Niet gedaan: voor deze tekst is nu geen akkoord gevraagd. Er is niets gewijzigd.',
		en: 'Not done: approval of this text is not being requested now. Nothing was changed.'
	},
	'text.decided': {
		nl: 'Een collega was u voor: over deze tekst is al besloten. Er is niets gewijzigd.',
		en: 'A colleague got there first: this text has already been decided on. Nothing was changed.'
	},
	'text.fourEyes': {
		nl: 'U kunt op deze tekst geen akkoord geven: u hebt hem het laatst gewijzigd. Vraag een collega.',
		en: 'You cannot approve this text: you were the last to change it. Ask a colleague.'
	},
	'text.ownPart': {
		nl: 'Niet gedaan: wat bij deze tekst staat, veranderde u zelf. De tekst wacht nog. Laat de schrijver hem opnieuw indienen.',
		en: 'Not done: you changed what this text rests on. The text still waits. Ask its writer to submit it again.'
	},
	'text.sharedEyes': {
		nl: 'Niet gedaan: u en de schrijver van deze tekst tellen als één paar ogen. Een beheerder kon beide accounts gebruiken. Vraag een andere woordvoerder, of laat een tweede beheerder het account bevestigen.',
		en: 'Not done: you and the writer of this text count as one pair of eyes. One administrator could use both accounts. Ask another spokesperson, or ask a second administrator to confirm the account.'
	},
	'text.noSpokesperson': {
		nl: 'Op deze tekst moet een woordvoerder akkoord geven. Er is niets gewijzigd. Vraag een woordvoerder.',
		en: 'A spokesperson must approve this text. Nothing was changed. Ask a spokesperson.'
	},
	'text.notApproved': {
		nl: 'Niet gepubliceerd: op precies deze tekst is nog geen akkoord. Vraag eerst akkoord.',
		en: 'Not published: this exact text has not been approved yet. Ask for approval first.'
	},
	'text.moment': {
		nl: 'Niet opgeslagen: dit tijdstip ligt vóór het akkoord of in de toekomst. Kies een ander tijdstip.',
		en: 'Not saved: this time is before the approval or in the future. Choose another time.'
	},
	'text.alreadyPublished': {
		nl: 'Deze tekst staat al op dit kanaal. Er is niets gewijzigd.',
		en: 'This text is already on this channel. Nothing was changed.'
	},
	'text.paused': {
		nl: 'Niet gedaan: deze tekst is stilgezet. Laat hem eerst weer doorgaan.',
		en: 'Not done: this text is paused. Resume it first.'
	},
	'text.pausedBySpokesperson': {
		nl: 'De tekst staat nog stil: een woordvoerder zette hem stil. Een ander dan de schrijver laat hem doorgaan en zegt waarom.',
		en: 'The text is still paused: a spokesperson paused it. Somebody other than its writer resumes it and says why.'
	},
	'text.notPaused': {
		nl: 'Deze tekst staat niet stil. Er is niets gewijzigd.',
		en: 'This text is not paused. Nothing was changed.'
	},
	'text.withdrawn': {
		nl: 'Niet gedaan: deze tekst is ingetrokken. Maak een nieuwe tekst.',
		en: 'Not done: this text has been withdrawn. Write a new text.'
	},
	'text.placeOpen': {
		nl: 'Geen akkoord gevraagd: de plaats of de tijd staat nog open. Vul in wat tussen haken staat.',
		en: 'Approval not requested: the place or time is missing. Fill in the parts in brackets.'
	},
	'publication.absent': {
		nl: 'Niet opgeslagen: deze publicatie is er niet. Laad de pagina opnieuw.',
		en: 'Not saved: this publication does not exist. Reload the page.'
	},
	'publication.reviewed': {
		nl: 'Deze publicatie is al nagekeken. Er is niets gewijzigd.',
		en: 'This publication has already been reviewed. Nothing was changed.'
	},
	'publication.own': {
		nl: 'U kunt dit niet zelf nakijken: u schreef of publiceerde het, of u telt als dezelfde ogen. Vraag een collega.',
		en: 'You cannot review this yourself: you wrote or published it, or you count as the same pair of eyes. Ask a colleague.'
	},
	'publication.noSpokesperson': {
		nl: 'Deze tekst moet een woordvoerder nakijken. Er is niets gewijzigd. Vraag een woordvoerder.',
		en: 'A spokesperson must review this text. Nothing was changed. Ask a spokesperson.'
	},
	'agreement.absent': {
		nl: 'Deze afspraak geldt al niet meer. Er is niets gewijzigd.',
		en: 'This agreement is no longer in force. Nothing was changed.'
	},
	'alert.absent': {
		nl: 'Deze melding is al gezien. Er is niets gewijzigd.',
		en: 'This alert has already been seen. Nothing was changed.'
	},
	'alert.noRule': {
		nl: 'Deze meldingsregel is er niet meer. Er is niets gewijzigd.',
		en: 'This alert rule no longer exists. Nothing was changed.'
	},
	'alert.open': {
		nl: 'Van deze regel staat al een melding open.',
		en: 'There is already an open alert for this rule.'
	},
	'alert.same': {
		nl: 'Deze meldingsregel is er al. Er is niets gewijzigd.',
		en: 'This alert rule already exists. Nothing was changed.'
	},
	'alert.tooMany': {
		nl: 'Niet bewaard: er zijn al {most} meldingsregels. Verwijder er eerst een.',
		en: 'Not saved: there are already {most} alert rules. Remove one first.'
	},
	'search.absent': {
		nl: 'Deze zoektab is er niet meer. Er is niets gewijzigd.',
		en: 'This search tab no longer exists. Nothing was changed.'
	},
	'search.empty': {
		nl: 'Niet bewaard: deze zoekopdracht is leeg. Typ eerst woorden, of kies iets.',
		en: 'Not saved: this search is empty. Type some words or choose something first.'
	},
	'search.tooMany': {
		nl: 'Niet bewaard: u hebt al {most} zoektabs. Verwijder er eerst een.',
		en: 'Not saved: you already have {most} search tabs. Remove one first.'
	},
	'shift.yours': {
		nl: 'U hebt de dienst al. Er is niets gewijzigd.',
		en: 'You are already on duty. Nothing was changed.'
	},
	'profile.accountKind': {
		nl: 'Niet opgeslagen: zeg van wie {account} is: een organisatie, een medium of een bestuurder.',
		en: 'Not saved: say who {account} belongs to: an organisation, a media outlet or an office holder.'
	},
	'profile.accountPrivate': {
		nl: 'Niet opgeslagen: {account} is van een privépersoon. Die volgen wij nooit. Haal het account weg.',
		en: 'Not saved: {account} belongs to a private person. We never follow private accounts. Remove the account.'
	},
	'profile.changed': {
		nl: 'Niet opgeslagen: het zoekprofiel is intussen gewijzigd. Laad de pagina opnieuw.',
		en: 'Not saved: the search profile has since been changed. Reload the page.'
	},
	'profile.empty': {
		nl: 'Niet opgeslagen: zonder zoekwoord komt alles binnen. Laat één woord staan.',
		en: 'Not saved: without a search word, everything comes in. Keep at least one word.'
	},
	'profile.notAftercare': {
		nl: 'Niet opgeslagen: dit kan in de nazorg.',
		en: 'Not saved: this is only possible in aftercare.'
	},
	'posting.absent': {
		nl: 'Niet gedaan: deze plaatsing is er niet. Laad de pagina opnieuw.',
		en: 'Not done: this posting does not exist. Reload the page.'
	},
	'posting.settled': {
		nl: 'Deze plaatsing is al afgehandeld. Er is niets gewijzigd.',
		en: 'This posting has already been dealt with. Nothing was changed.'
	},
	'posting.underWay': {
		nl: 'Het programma plaatst deze tekst nu. Wacht tot dat klaar is.',
		en: 'The program is posting this text now. Wait until it is done.'
	},
	'outlet.absent': {
		nl: 'Niet geplaatst: dit account is niet aangesloten. Publiceer met de hand, of vraag uw coördinator.',
		en: 'Not posted: this account is not connected. Post the text yourself, or ask your coordinator.'
	},
	'prepared.absent': {
		nl: 'Deze voorbereide tekst is er niet meer. Kies een andere. Er is niets gewijzigd.',
		en: 'This prepared text no longer exists. Nothing was changed. Choose another one.'
	},
	'prepared.moment': {
		nl: 'Niet opgeslagen: vul een tijd in tussen het begin van het incident en nu.',
		en: 'Not saved: enter a time between the start of the incident and now.'
	},
	'hold.standing': {
		nl: 'Niet opgeslagen: een collega heeft dit incident al vastgezet.',
		en: 'Not saved: a colleague has already put this incident on legal hold.'
	},
	'hold.absent': {
		nl: 'Niet opgeslagen: dit incident staat niet vast.',
		en: 'Not saved: this incident is not on legal hold.'
	},
	'retention.notYet': {
		nl: 'Niets verwijderd: de bewaartermijn loopt nog, of het incident staat vast.',
		en: 'Nothing was removed: the retention period is not over yet, or the incident is on legal hold.'
	},
	'retention.nothing': {
		nl: 'Niets verwijderd: er is niets meer om te verwijderen.',
		en: 'Nothing was removed: there is nothing left to remove.'
	},
	'retention.busy': {
		nl: 'Niet opgeslagen: het programma haalt nu persoonsgegevens weg. Probeer het over een paar minuten opnieuw.',
		en: 'Not saved: the program is removing personal data now. Try again in a few minutes.'
	},
	'retention.held': {
		nl: 'Niet verwijderd: dit incident staat vast. Laat eerst de termijn weer lopen.',
		en: 'Not removed: this incident is on legal hold. End the legal hold first.'
	},
	'archive.future': {
		nl: 'Niet vastgelegd: die dag moet nog komen. Kies vandaag of een eerdere dag.',
		en: 'Not recorded: that day is in the future. Choose today or an earlier day.'
	},
	'model.budget': {
		nl: 'Het taalmodel is in dit incident al {most} keer gevraagd. Meer mag niet. Vertaal of schrijf zelf.',
		en: 'The language model has been used {most} times in this incident, which is the maximum. Translate or write it yourself.'
	},
	'exercise.ended': {
		nl: 'Niet opgeslagen: deze oefening is klaar. U kunt alles nog bekijken, maar niets meer wijzigen.',
		en: 'Not saved: this exercise is over. You can still view everything, but you cannot change anything.'
	},
	'computer.already': {
		nl: 'Er doen al computercollega’s mee. Er is niets gewijzigd.',
		en: 'Computer colleagues are already taking part. Nothing was changed.'
	},
	'computer.absent': {
		nl: 'Er doen geen computercollega’s meer mee. Er is niets gewijzigd.',
		en: 'There are no more computer colleagues taking part. Nothing was changed.'
	},
	'computer.notHere': {
		nl: 'Een computercollega doet alleen iets als iemand hem laat meedoen.',
		en: 'A computer colleague only acts when somebody has let it take part.'
	},
	'need.oneWord': {
		nl: 'Niet opgeslagen: één woord is geen vraag. Schrijf de hele vraag.',
		en: 'Not saved: one word is not a question. Write the whole question.'
	},
	'correction.left': {
		nl: 'Geen akkoord gevraagd: de oude tekst staat nog op een kanaal. Corrigeer het mee, of zeg waarom niet.',
		en: 'Approval not requested: the old text is still on a channel. Correct it there too, or say why not.'
	},
	'correction.underWay': {
		nl: 'Niet opgeslagen: een collega maakt deze correctie al. Werk samen verder in die tekst.',
		en: 'Not saved: a colleague is already writing this correction. Work on that text together.'
	},
	'approval.absent': {
		nl: 'Niet gedaan: hier is geen akkoord meer om in te trekken. Er is niets gewijzigd.',
		en: 'Not done: there is no approval left to withdraw. Nothing was changed.'
	},
	'approval.withoutWhy': {
		nl: 'Niet gedaan: een collega gaf dit akkoord. Schrijf waarom u het intrekt.',
		en: 'Not done: a colleague gave this approval. Say why you are withdrawing it.'
	},
	'signal.absent': {
		nl: 'Een collega las deze melding al, of de melding is er niet. Laad de pagina opnieuw.',
		en: 'A colleague has already read this message, or it does not exist. Reload the page.'
	},
	'question.absent': {
		nl: 'Niet opgeslagen: deze vraag is er niet. Laad de pagina opnieuw.',
		en: 'Not saved: this question does not exist. Reload the page.'
	},
	'question.changed': {
		nl: 'Niet overgenomen: er kwam net een ander antwoord. Lees het nieuwe antwoord en kies opnieuw.',
		en: 'Not accepted: another answer has just come in. Read the new answer and choose again.'
	},
	'question.closed': {
		nl: 'Niet overgenomen: deze vraag is gesloten. Kijk hoe het er nu voor staat.',
		en: 'Not accepted: this question is closed. Check the current status.'
	},
	'question.personal': {
		nl: 'Niet gevraagd: in de vraag staat iets dat naar een persoon leidt, zoals een account, telefoonnummer of huisnummer. Haal dat weg en vraag opnieuw.',
		en: 'Not asked: the question contains something that identifies a person, such as an account, telephone number or house number. Remove it and ask again.'
	},
	'rumour.withoutVerdict': {
		nl: 'Niet opgeslagen: er is nog geen uitkomst. Geef eerst een uitkomst, op een feit.',
		en: 'Not saved: there is no verdict yet. First give a verdict, based on a fact.'
	},
	'rumour.ownWording': {
		nl: 'Niet bevestigd: u koos deze woorden zelf. De uitkomst staat er nog. Vraag een collega, of geef zelf opnieuw een uitkomst.',
		en: 'Not confirmed: you chose these words yourself. The verdict is still there. Ask a colleague, or give a verdict again.'
	},
	'rumour.reworded': {
		nl: 'Niet gedaan: de bewering is anders gesteld. Kijk eerst of de uitkomst dan nog klopt.',
		en: 'Not done: the claim has been reworded. First check whether the verdict is still correct.'
	},
	'document.absent': {
		nl: 'Niet opgeslagen: dit document is er niet meer. Laad de pagina opnieuw.',
		en: 'Not saved: this document no longer exists. Reload the page.'
	},
	'document.changed': {
		nl: 'Niet opgeslagen: een collega wijzigde of markeerde dit document intussen. Kijk eerst wat er nu staat.',
		en: 'Not saved: a colleague has since changed or marked this document. First check what it says now.'
	},
	'document.ground': {
		nl: 'Niet opgeslagen: kies ook op welke grond er iets niet openbaar wordt.',
		en: 'Not saved: also choose the ground for not making this public.'
	},
	'document.passage': {
		nl: 'Niet opgeslagen: twee gemarkeerde stukken met een andere grond liggen over elkaar. Haal er eerst één weg.',
		en: 'Not saved: two marked passages with different grounds overlap. Remove one of them first.'
	},
	'factor.missing': {
		nl: 'Niet gedaan: hiervoor hebt u een tweede stap nodig. Stel die in bij uw account en doe het dan opnieuw.',
		en: 'Not done: this needs a second step. Set one up in your account, then try again.'
	},
	'factor.stale': {
		nl: 'Niet gedaan: bevestig eerst opnieuw dat u het bent. Dat vragen wij na {minutes} minuten.',
		en: 'Not done: first confirm again that it is you. We ask this after {minutes} minutes.'
	},
	'factor.wrong': {
		nl: 'Niet gedaan: deze code klopt niet, of is al gebruikt. Wacht op de volgende code van uw app.',
		en: 'Not done: this code is wrong or has already been used. Wait for the next code in your app.'
	},
	'factor.tooOften': {
		nl: plural('seconds', {
			one: 'Niet gedaan: u hebt het te vaak geprobeerd. Wacht {seconds} seconde en probeer het dan opnieuw.',
			other: 'Niet gedaan: u hebt het te vaak geprobeerd. Wacht {seconds} seconden en probeer het dan opnieuw.'
		}),
		en: plural('seconds', {
			one: 'Not done: you have tried too often. Wait {seconds} second, then try again.',
			other: 'Not done: you have tried too often. Wait {seconds} seconds, then try again.'
		})
	},
	'citation.absent': {
		nl: 'Niet opgeslagen: dit rust niet op een feit dat is vervangen. Laad de pagina opnieuw.',
		en: 'Not saved: this is not based on a replaced fact. Reload the page.'
	},
	'review.ownPart': {
		nl: 'Niet vastgelegd: wat er veranderde, schreef u zelf. Het blijft openstaan. Vraag een collega het na te kijken.',
		en: 'Not recorded: you wrote what changed. It stays open. Ask a colleague to check it.'
	},
	'review.own': {
		nl: 'U kunt dit niet zelf nakijken: u schreef het, of u deelt een paar ogen met de schrijver. Vraag een collega.',
		en: 'You cannot check this yourself: you wrote it, or you and the writer count as one pair of eyes. Ask a colleague.'
	},
	'answer.absent': {
		nl: 'Niet gedaan: deze vraag heeft nog geen antwoord. Laad de pagina opnieuw.',
		en: 'Not done: this question has no answer yet. Reload the page.'
	},
	'answer.alone': {
		nl: 'Niet gedaan: dit antwoord is zonder tweede lezer gepubliceerd. Kijk het na bij de teksten.',
		en: 'Not done: this answer was published without a second reader. Review it on the Texts page.'
	},
	'answer.changed': {
		nl: 'Niet gedaan: de vraag of het antwoord is intussen gewijzigd. Lees het opnieuw en kies dan.',
		en: 'Not done: the question or the answer has since been changed. Read it again, then choose.'
	},
	'answer.checked': {
		nl: 'Dit antwoord is al nagekeken. Er is niets gewijzigd.',
		en: 'This answer has already been checked. Nothing was changed.'
	},
	'answer.noSpokesperson': {
		nl: 'Dit antwoord moet een woordvoerder nakijken. Er is niets gewijzigd. Vraag een woordvoerder.',
		en: 'A spokesperson must check this answer. Nothing was changed. Ask a spokesperson.'
	},
	'answer.ownPart': {
		nl: 'Niet gedaan: de vraag of het feit veranderde u zelf. Het antwoord staat er nog. Laat de schrijver het opnieuw vastleggen.',
		en: 'Not done: you changed the question or the fact. The answer is still there. Ask its writer to record it again.'
	},
	'answer.sameEyes': {
		nl: 'U kunt dit antwoord niet zelf nakijken: u schreef het, of u telt als dezelfde ogen. Vraag een collega.',
		en: 'You cannot check this answer yourself: you wrote it, or you count as the same pair of eyes. Ask a colleague.'
	}
} satisfies Messages;
