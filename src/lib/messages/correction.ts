import { plural, type Messages } from './message';

export const correction = {
	title: { nl: 'Correctie', en: 'Correction' },
	by: { nl: 'door {who}', en: 'by {who}' },
	text: { nl: '1 De correctie, voor alle kanalen tegelijk', en: '1 The correction, for all channels at once' },
	field: { nl: 'Correctie', en: 'Correction' },
	hint: {
		nl: 'Schrijf alleen wat nu geldt. Wat elk kanaal eerder zei, zetten wij ervoor.',
		en: 'Write only what is correct now. We put what each channel said before in front of it.'
	},
	short: { nl: 'Korter voor {channel}', en: 'Shorter for {channel}' },
	where: { nl: '2 Waar het oude staat', en: '2 Where the old text is' },
	stands: { nl: 'Nu op {where}, {time}:', en: 'Now on {where}, {time}:' },
	becomes: { nl: 'Wordt:', en: 'Becomes:' },
	why: { nl: 'Waarom is op {channel} geen correctie nodig?', en: 'Why is no correction needed on {channel}?' },
	rest: { nl: '3 Wat nog meer op het oude feit rust', en: '3 What else is based on the old fact' },
	count: { nl: '{done} van {all} gedaan', en: '{done} of {all} done' },
	groups: {
		verdict: { nl: 'Uitkomst', en: 'Verdict' },
		report: { nl: 'Rapporten', en: 'Reports' },
		answer: { nl: 'Antwoorden op vragen', en: 'Answers to questions' },
		response: { nl: 'Antwoorden aan mensen', en: 'Replies to people' },
		text: { nl: 'Andere teksten', en: 'Other texts' }
	},
	reportNumber: { nl: 'Rapport {number}', en: 'Report {number}' },
	verdict: { nl: '‘{claim}’: {verdict}', en: '‘{claim}’: {verdict}' },
	staysVerdict: { nl: 'Blijft {verdict}', en: 'Still {verdict}' },
	doneBy: { nl: 'Nagekeken door {who}, {time}.', en: 'Reviewed by {who}, {time}.' },
	you: { nl: 'u', en: 'you' },
	left: {
		nl: 'Wat u niet afdoet, blijft bij ‘Wacht op u’ staan.',
		en: 'Anything you leave stays under ‘Waiting for you’.'
	},
	channels: {
		nl: plural('channels', { one: '{channels} kanaal', other: '{channels} kanalen' }),
		en: plural('channels', { one: '{channels} channel', other: '{channels} channels' })
	},
	waive: { nl: 'Geen correctie', en: 'No correction' },
	waiveWhy: { nl: 'Waarom is nergens een correctie nodig?', en: 'Why is no correction needed anywhere?' },
	doWaive: { nl: 'Leg vast: geen correctie', en: 'Record that no correction is needed' },
	nowhere: { nl: 'Op geen kanaal is een correctie nodig.', en: 'No channel needs a correction.' },
	restNone: { nl: 'Verder rust er niets meer op.', en: 'Nothing else is based on it.' },
	stays: { nl: 'Klopt nog', en: 'Still correct' },
	open: { nl: 'Open', en: 'Open' },
	answered: { nl: 'Correctie gestuurd', en: 'Correction sent' },
	report: {
		nl: 'Partners zien naast rapport {number} dat dit feit is vervangen.',
		en: 'Next to report {number}, partners see that this fact has been replaced.'
	},
	release: { nl: 'Geef een nieuw rapport vrij', en: 'Release a new report' },
	reached: { nl: '4 Wie het al weet', en: '4 Who already knows' },
	channel: {
		published: { nl: 'staat er sinds {time}', en: 'published since {time}' },
		approved: { nl: 'akkoord, nog niet gepubliceerd', en: 'approved, not published yet' },
		submitted: { nl: 'wacht op akkoord', en: 'waiting for approval' },
		draft: { nl: 'concept', en: 'draft' }
	},
	partners: {
		nl: '{read} van {all} partners lazen het rapport sinds de vervanging.',
		en: '{read} of {all} partners have read the report since the fact was replaced.'
	},
	opened: {
		nl: plural('opened', {
			one: 'Nog {opened} link is geopend, misschien door een mailscanner.',
			other: 'Nog {opened} links zijn geopend, misschien door een mailscanner.'
		}),
		en: plural('opened', {
			one: '{opened} more link was opened, perhaps by a mail scanner.',
			other: '{opened} more links were opened, perhaps by a mail scanner.'
		})
	},
	people: {
		nl: '{done} van {all} mensen die antwoord kregen, hebben een correctie.',
		en: '{done} of {all} people who got a reply have received a correction.'
	},
	noFact: {
		nl: 'Er is nog geen nieuw feit. Leg eerst vast wat nu wel klopt.',
		en: 'There is no new fact yet. First record what is correct now.'
	},
	facts: { nl: 'Naar de feiten', en: 'Go to the facts' },
	state: {
		nl: plural('channels', {
			one: '{channels} kanaal krijgt een correctie.',
			other: '{channels} kanalen krijgen een correctie.'
		}),
		en: plural('channels', {
			one: '{channels} channel gets a correction.',
			other: '{channels} channels get a correction.'
		})
	},
	eyes: { nl: 'Een collega leest hem na en geeft akkoord.', en: 'A colleague must read and approve it.' },
	ask: { nl: 'Vraag akkoord', en: 'Ask for approval' },
	asked: {
		nl: 'De correctie is gemaakt. Bekijk hieronder per kanaal hoe het staat.',
		en: 'The correction has been made. Below is its status on each channel.'
	},
	see: { nl: 'Bekijk de tekst', en: 'View the text' },
	absent: {
		nl: 'Dit feit of deze tekst is niet vervangen. Er is niets te corrigeren.',
		en: 'This fact or text has not been replaced. There is nothing to correct.'
	},
	unused: { nl: 'Akkoord {time}, nog niet gebruikt.', en: 'Approved {time}, not used yet.' },
	theirs: { nl: '{who} maakte deze correctie al, {time}.', en: '{who} already made this correction, {time}.' },
	kept: {
		nl: 'Uw tekst is niet verstuurd. Hij staat hieronder.',
		en: 'Your text has not been sent. It is shown below.'
	},
	newer: { nl: 'Het nieuwe feit is intussen ook vervangen:', en: 'The new fact has since been replaced too:' },
	refill: { nl: 'Vul de tekst opnieuw in', en: 'Fill in the text again' },
	answer: { nl: 'Antwoord van {time}:', en: 'Answer at {time}:' }
} satisfies Messages;
