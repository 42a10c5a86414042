import { plural, type Messages } from './message';

export const texts = {
	title: { nl: 'Teksten naar buiten', en: 'Public texts' },
	state: {
		draft: { nl: 'concept', en: 'draft' },
		submitted: { nl: 'wacht op akkoord', en: 'waiting for approval' },
		returned: { nl: 'terug met reden', en: 'returned with a reason' },
		approved: { nl: 'akkoord, nog niet gepubliceerd', en: 'approved, not published yet' },
		published: { nl: 'gepubliceerd', en: 'published' },
		paused: { nl: 'stilgezet', en: 'paused' },
		withdrawn: { nl: 'ingetrokken', en: 'withdrawn' }
	},
	count: {
		limit: { nl: '{length} van {limit}', en: '{length} of {limit}' },
		over: { nl: '{over} te veel', en: '{over} too many' },
		seconds: {
			nl: plural('seconds', { one: '{seconds} seconde', other: '{seconds} seconden' }),
			en: plural('seconds', { one: '{seconds} second', other: '{seconds} seconds' })
		},
		length: {
			nl: plural('length', { one: '{length} teken', other: '{length} tekens' }),
			en: plural('length', { one: '{length} character', other: '{length} characters' })
		}
	},
	sheet: {
		differs: { nl: 'Andere woorden dan tekst 1.', en: 'Worded differently from text 1.' },
		same: { nl: 'Dezelfde woorden als tekst 1.', en: 'The same words as text 1.' },
		numbers: {
			title: { nl: 'Een getal is niet in elke tekst hetzelfde', en: 'A number is not the same in every text' },
			text: { nl: 'Tekst {texts}:', en: 'Text {texts}:' },
			right: { nl: 'Klopt zo…', en: 'This is right…' },
			why: { nl: 'Waarom klopt het verschil?', en: 'Why is the difference right?' },
			approve: { nl: 'Akkoord met verschil', en: 'Approve with the difference' },
			wrong: { nl: 'Terug: getal klopt niet', en: 'Return: the number is wrong' },
			despite: { nl: 'Een getal verschilt: ‘{why}’', en: 'A number differs: ‘{why}’' }
		},
		notHere: { nl: 'Niet hier:', en: 'Not here:' },
		differences: { nl: 'Verschillen', en: 'Differences' },
		readOn: { nl: 'Lees verder: tekst {number}', en: 'Continue: text {number}' },
		readSoFar: {
			nl: plural('all', {
				one: 'Gelezen tot nu: {read} van {all} tekst',
				other: 'Gelezen tot nu: {read} van {all} teksten'
			}),
			en: plural('all', { one: 'Read so far: {read} of {all} text', other: 'Read so far: {read} of {all} texts' })
		},
		otherBasis: {
			rumour: {
				nl: 'De uitkomst of een feit onder deze tekst is veranderd nadat om akkoord is gevraagd. De schrijver kijkt ernaar en vraagt opnieuw akkoord.',
				en: 'The verdict or a fact behind this text changed after approval was requested. The writer will check it and ask again.'
			},
			need: {
				nl: 'Een feit onder dit antwoord is veranderd nadat om akkoord is gevraagd. De schrijver kijkt ernaar en vraagt opnieuw akkoord.',
				en: 'A fact behind this answer changed after approval was requested. The writer will check it and ask again.'
			},
			incident: {
				nl: 'Een feit onder deze tekst is veranderd nadat om akkoord is gevraagd. De schrijver kijkt ernaar en vraagt opnieuw akkoord.',
				en: 'A fact behind this text changed after approval was requested. The writer will check it and ask again.'
			}
		},
		reworded: {
			title: { nl: 'De bewering of vraag is gewijzigd', en: 'The claim or question has been reworded' },
			hidden: {
				nl: 'Woorden van de bewering of vraag zijn verborgen',
				en: 'Words of the claim or question have been hidden'
			},
			hiddenNow: {
				nl: 'Iemand vroeg om ze weg te halen. De tekst hieronder is gelezen met de oude woorden.',
				en: 'Somebody requested their removal. The text below was read with the old wording.'
			},
			was: { nl: 'was', en: 'was' },
			now: { nl: 'is nu', en: 'is now' },
			old: { nl: 'De tekst hieronder antwoordt op de oude woorden.', en: 'The text below answers the old wording.' },
			verdictFirst: {
				nl: 'De uitkomst hoort bij de oude woorden. Kijk eerst of hij nog past.',
				en: 'The verdict was given on the old wording. First check whether it still applies.'
			},
			see: { nl: 'Bekijk het gerucht', en: 'View the rumour' },
			fits: { nl: 'Past nog', en: 'Still applies' },
			fitsNot: { nl: 'Terug: past niet meer', en: 'Return: no longer applies' }
		},
		asked: { nl: 'Akkoord gevraagd', en: 'Approval requested' },
		version: { nl: ', versie {number}', en: ', version {number}' },
		by: { nl: 'gevraagd door {who}, {time}', en: 'requested by {who}, {time}' },
		claim: { nl: 'Wat mensen zeggen', en: 'What people say' },
		question: { nl: 'Wat mensen vragen', en: 'What people ask' },
		noVerdict: { nl: 'nog geen', en: 'none yet' },
		underReview: { nl: 'wordt nagekeken', en: 'under review' },
		fact: { nl: 'feit', en: 'fact' },
		due: { nl: 'tekst voor {time}', en: 'text due by {time}' },
		wasReturned: { nl: '{who} stuurde versie {number} terug: ‘{why}’', en: '{who} returned version {number}: ‘{why}’' },
		approvedBy: { nl: 'Akkoord van {who}, {time}', en: 'Approved by {who}, {time}' },
		draft: { nl: 'Concept: hiervoor is nu geen akkoord gevraagd.', en: 'Draft: approval is not being requested now.' },
		change: { nl: 'Wijzig {channel}', en: 'Change {channel}' },
		newWords: { nl: 'Nieuwe tekst', en: 'New text' },
		newWordsFor: { nl: 'Nieuwe tekst voor {channel}', en: 'New text for {channel}' },
		changeYourself: { nl: 'Wijzig zelf', en: 'Change it yourself' },
		changeHint: {
			nl: 'Wijzigt u iets? Dan moet een collega akkoord geven.',
			en: 'If you change anything, a colleague must approve it.'
		},
		doChange: { nl: 'Wijzig en vraag akkoord', en: 'Change and ask for approval' },
		nothingChanged: { nl: 'U hebt nog niets gewijzigd.', en: 'You have not changed anything yet.' },
		copies: {
			nl: plural('count', { one: '{count} bericht', other: '{count} berichten' }),
			en: plural('count', { one: '{count} post', other: '{count} posts' })
		},
		return: { nl: 'Terug met reden', en: 'Return with a reason' },
		why: { nl: 'Wat moet er anders?', en: 'What needs to change?' },
		whyHint: {
			nl: '{who} leest dit. De tekst wordt weer een concept.',
			en: '{who} will see this. The text becomes a draft again.'
		},
		doReturn: { nl: 'Stuur terug', en: 'Return' },
		approve: { nl: 'Akkoord', en: 'Approve' },
		scope: {
			nl: 'U geeft akkoord op versie {number}, woord voor woord: {channels}.',
			en: 'You are approving version {number}, word for word: {channels}.'
		},
		unread: {
			nl: 'Nog door niemand anders gelezen: {parts}.',
			en: 'Nobody else has read yet: {parts}.'
		},
		parts: {
			words: { nl: 'de tekst', en: 'the text' },
			claim: { nl: 'de bewering of vraag', en: 'the claim or question' },
			verdict: { nl: 'de uitkomst', en: 'the verdict' },
			fact: { nl: 'de feiten', en: 'the facts' }
		},
		ownPart: {
			nl: 'U veranderde wat eronder ligt. Laat de schrijver opnieuw indienen: {channels}.',
			en: 'You changed what lies under it. Ask the writer to submit again: {channels}.'
		},
		own: {
			nl: 'U hebt dit het laatst gewijzigd, dus een collega geeft akkoord: {channels}.',
			en: 'You were the last to change this, so a colleague must approve it: {channels}.'
		},
		spokesperson: {
			nl: 'Hier geeft een woordvoerder akkoord: {channels}.',
			en: 'A spokesperson must approve this: {channels}.'
		},
		stopped: { nl: '{who} zette deze tekst stop, {time}: ‘{why}’', en: '{who} paused this text, {time}: ‘{why}’' },
		done: {
			approved: {
				nl: 'Uw akkoord is opgeslagen. De tekst kan naar buiten.',
				en: 'Your approval has been saved. The text can be published.'
			},
			returned: {
				nl: 'De tekst is terug bij de schrijver, met uw reden.',
				en: 'The text has been returned to the writer with your reason.'
			},
			changed: {
				nl: 'Uw wijziging is opgeslagen. Een collega geeft akkoord.',
				en: 'Your change has been saved. A colleague must approve it.'
			},
			approvedPart: {
				nl: 'Uw akkoord is opgeslagen. Dit kan naar buiten: {ready}. Voor {rest} geeft een collega nog akkoord.',
				en: 'Your approval has been saved. This can be published: {ready}. A colleague must still approve {rest}.'
			},
			unapproved: {
				nl: 'Het akkoord is ingetrokken. De tekst kan niet naar buiten en wacht weer op akkoord.',
				en: 'The approval has been withdrawn. The text cannot be published and is waiting for approval again.'
			}
		},
		whole: { nl: 'Over het hele incident', en: 'About the whole incident' },
		openedBefore: { nl: 'U opende deze versie al, {time}.', en: 'You opened this version before, {time}.' },
		firstTime: { nl: 'U leest deze tekst voor het eerst.', en: 'You are reading this text for the first time.' },
		preparedBy: {
			nl: 'Vooraf goedgekeurd door {who}. Alleen plaats en tijd zijn ingevuld.',
			en: 'Approved in advance by {who}. Only the place and time have been filled in.'
		},
		notApproved: {
			nl: 'Uw akkoord is niet gegeven: de tekst is net gewijzigd. Lees de nieuwe tekst en kies opnieuw.',
			en: 'Not approved: the text has just been changed. Read the new text and choose again.'
		},
		harm: { nl: 'schade', en: 'harm' },
		noHarm: { nl: 'nog niet beoordeeld', en: 'not assessed yet' },
		stillWaits: {
			nl: plural('count', {
				one: 'Er wacht nog {count} ding op u. Nu: {kind}, {title}.',
				other: 'Er wachten nog {count} dingen op u. Eerst: {kind}, {title}.'
			}),
			en: plural('count', {
				one: '{count} thing is still waiting for you. Now: {kind}, {title}.',
				other: '{count} things are still waiting for you. First: {kind}, {title}.'
			})
		},
		nothingWaits: { nl: 'Er wacht niets meer op u.', en: 'Nothing is waiting for you any more.' },
		withdrawApproval: { nl: 'Trek akkoord in', en: 'Withdraw approval' },
		withdrawApprovalWhy: { nl: 'Waarom trekt u het akkoord in?', en: 'Why are you withdrawing the approval?' },
		withdrawApprovalHint: {
			nl: '{who} gaf dit akkoord en leest dit.',
			en: '{who} gave this approval and will see this.'
		},
		approvalWithdrawn: { nl: '{who} trok het akkoord in, {time}.', en: '{who} withdrew the approval, {time}.' },
		approvalWithdrawnWhy: {
			nl: '{who} trok het akkoord in, {time}: ‘{why}’',
			en: '{who} withdrew the approval, {time}: ‘{why}’'
		},
		tooLate: {
			nl: 'Het akkoord is niet ingetrokken: de tekst is al gepubliceerd. Klopt hij niet? Maak een correctie.',
			en: 'The approval was not withdrawn: the text has already been published. Is it wrong? Write a correction.'
		},
		rests: { nl: 'Waar het op rust', en: 'What it is based on' },
		holds: { nl: 'geldt nog', en: 'still valid' },
		about: {
			rumour: { nl: 'gerucht', en: 'rumour' },
			need: { nl: 'vraag', en: 'question' },
			incident: { nl: 'incident', en: 'incident' }
		},
		posts: { nl: 'berichten', en: 'posts' },
		examplesOn: {
			nl: plural('count', { one: '{count} voorbeeld: {platforms}', other: '{count} voorbeelden: {platforms}' }),
			en: plural('count', { one: '{count} example: {platforms}', other: '{count} examples: {platforms}' })
		},
		isNew: { nl: 'nieuw', en: 'new' },
		reason: { nl: 'Reden', en: 'Reason' },
		reasons: {
			wrong: { nl: 'klopt niet', en: 'not correct' },
			long: { nl: 'te lang', en: 'too long' },
			tone: { nl: 'toon', en: 'tone' },
			waits: { nl: 'wacht op feit', en: 'waiting for a fact' }
		},
		seeFact: { nl: 'Bekijk het feit', en: 'View the fact' },
		replaced: { nl: 'Een feit onder deze tekst is vervangen.', en: 'A fact behind this text has been replaced.' },
		howToRead: { nl: 'Hoe u de tekst leest', en: 'How to read the text' },
		changedSince: { nl: 'Anders dan versie {number}', en: 'Changed since version {number}' },
		onlyText: { nl: 'Alleen de tekst', en: 'Text only' },
		eyes: {
			title: { nl: 'Voor deze tekst is nog iemand anders nodig', en: 'This text still needs someone else' },
			pair: { nl: '{writer} en u tellen als één paar ogen', en: 'You and {writer} count as one pair of eyes' },
			mine: {
				nl: '{who} kon uw inloglink of wachtwoord zelf gebruiken. Daarom telt het programma u beiden als één, tot {until}.',
				en: '{who} could have used your sign-in link or password. The program therefore counts you both as one until {until}.'
			},
			mineOther: {
				nl: '{who} kon uw account gebruiken, en schreef deze tekst of kon het account van de schrijver gebruiken. Daarom telt het programma u en {writer} als één, tot {until}.',
				en: '{who} could have used your account, and wrote this text or could have used the writer’s account. The program therefore counts you and {writer} as one until {until}.'
			},
			theirs: {
				nl: 'U kon het account van {writer} gebruiken toen deze tekst werd geschreven. Daarom telt het programma u beiden voor deze tekst als één. Wachten verandert dat niet.',
				en: 'You could have used {writer}’s account when this text was written. The program therefore counts you both as one for this text. Waiting does not change that.'
			},
			rule: {
				nl: 'Dit is een vaste regel voor iedereen. Het zegt niets over u of over {writer}.',
				en: 'This rule is the same for everybody. It says nothing about you or {writer}.'
			},
			now: { nl: 'Wat u nu kunt doen', en: 'What you can do now' },
			call: { nl: 'Bel {name}', en: 'Call {name}' },
			callWhat: {
				nl: 'Woordvoerder. Telt voor deze tekst als eigen paar ogen.',
				en: 'Spokesperson. Counts as a separate pair of eyes for this text.'
			},
			callNobody: {
				nl: 'Nu telt geen andere woordvoerder voor deze tekst als eigen paar ogen.',
				en: 'No other spokesperson currently counts as a separate pair of eyes for this text.'
			},
			callNobodyTitle: { nl: 'Zoek een andere woordvoerder', en: 'Find another spokesperson' },
			confirm: { nl: 'Laat {name} uw account bevestigen', en: 'Ask {name} to confirm your account' },
			confirmWhat: {
				nl: 'Tweede beheerder. Duurt een minuut. Daarna geeft u zelf akkoord.',
				en: 'Second administrator. Takes a minute. You can then approve the text yourself.'
			},
			confirmNobody: {
				nl: 'Laat een tweede beheerder uw account bevestigen',
				en: 'Ask a second administrator to confirm your account'
			},
			confirmNobodyWhat: { nl: 'Nu is er geen beheerder die dat kan.', en: 'No administrator can do this now.' },
			confirmNever: {
				nl: 'Voor deze tekst helpt dat niet: hij is al geschreven.',
				en: 'This does not help for this text: it has already been written.'
			},
			alone: { nl: 'Kan het niet wachten?', en: 'Can’t it wait?' },
			aloneWhat: {
				nl: '{writer} publiceert alleen. Overal staat dan ‘zonder tweede lezer’, tot iemand anders de tekst leest.',
				en: '{writer} publishes alone. It is then marked ‘without a second reader’ everywhere, until someone else has read the text.'
			},
			aloneHow: { nl: 'Zo werkt dat', en: 'How this works' },
			channels: { nl: 'Hier is iemand anders nodig: {channels}.', en: 'Someone else must approve this: {channels}.' },
			exercise: {
				nl: 'In een echt incident kan dit akkoord niet: wie meer rollen speelt, telt als één paar ogen.',
				en: 'In a real incident this approval is refused: one person in several roles counts as one pair of eyes.'
			}
		}
	},
	panel: {
		none: { nl: 'Nog geen tekst.', en: 'No text yet.' },
		rebuttal: { nl: 'Maak een weerlegging', en: 'Write a rebuttal' },
		holding: { nl: 'Maak een wachttekst', en: 'Write a holding statement' },
		answer: { nl: 'Maak een antwoord', en: 'Write an answer' },
		correction: { nl: 'Maak een correctie', en: 'Write a correction' },
		publishedAt: { nl: '{channels}, {time}', en: '{channels}, {time}' },
		due: { nl: 'Hier staat nog een oude tekst: {where}.', en: 'An old text is still published here: {where}.' },
		because: {
			withdrawn: { nl: 'De tekst is ingetrokken.', en: 'The text has been withdrawn.' },
			verdict: { nl: 'De uitkomst is veranderd.', en: 'The verdict has changed.' },
			claim: { nl: 'Het gerucht of de vraag is anders verwoord.', en: 'The rumour or question has been reworded.' },
			fact: { nl: 'Een feit is vervangen.', en: 'A fact has been replaced.' }
		},
		waive: { nl: 'Correctie is niet nodig', en: 'No correction is needed' },
		waiveWhy: { nl: 'Waarom is geen correctie nodig?', en: 'Why is no correction needed?' },
		alone: {
			nl: 'Zonder tweede lezer gepubliceerd door {who}: ‘{why}’',
			en: 'Published without a second reader by {who}: ‘{why}’'
		},
		review: { nl: 'Nagekeken', en: 'Reviewed' },
		reviewWhy: { nl: 'Wat vond u bij het nakijken?', en: 'What did you find?' }
	},
	editor: {
		back: { nl: 'Terug', en: 'Back' },
		sheet: { nl: 'Bekijk zoals de woordvoerder', en: 'View as the spokesperson' },
		facts: { nl: 'Op welke feiten rust deze tekst?', en: 'Which facts is this text based on?' },
		noFacts: {
			nl: 'Er zijn nog geen feiten. Leg eerst een feit vast.',
			en: 'There are no facts yet. First record a fact.'
		},
		perChannel: { nl: 'Per kanaal', en: 'Per channel' },
		words: { nl: 'Tekst voor {channel}', en: 'Text for {channel}' },
		save: { nl: 'Bewaar', en: 'Save' },
		saved: { nl: 'Opgeslagen', en: 'Saved' },
		unsaved: {
			nl: 'Nog niet opgeslagen. Uw tekst staat op dit apparaat.',
			en: 'Not saved yet. Your text is on this device.'
		},
		restored: {
			nl: 'Dit is uw tekst van dit apparaat. Hij is nog niet opgeslagen.',
			en: 'This is your text from this device. It has not been saved yet.'
		},
		theirs: {
			nl: '{who} wijzigde deze tekst intussen. Uw tekst staat er nog.',
			en: '{who} has since changed this text. Your text is still here.'
		},
		takeTheirs: { nl: 'Neem de tekst van uw collega', en: 'Use your colleague’s text' },
		keepMine: { nl: 'Houd mijn tekst', en: 'Keep my text' },
		add: { nl: 'Voeg een kanaal toe', en: 'Add a channel' },
		drop: { nl: 'Laat {channel} weg', en: 'Leave out {channel}' },
		submit: { nl: 'Vraag akkoord', en: 'Ask for approval' },
		submitHint: { nl: 'U vraagt akkoord op: {channels}.', en: 'You are asking for approval of: {channels}.' },
		nothing: {
			nl: 'Er is geen nieuwe tekst om akkoord op te vragen.',
			en: 'There is no new text to approve.'
		},
		left: { nl: 'Doet niet mee, want te lang: {channels}.', en: 'Not included because too long: {channels}.' },
		versions: { nl: 'Versies', en: 'Versions' },
		noVersions: {
			nl: 'Nog geen versie. Bij ‘Vraag akkoord’ krijgt de tekst een nummer.',
			en: 'No version yet. The text gets a number when you ask for approval.'
		},
		versionBy: { nl: 'Versie {number}, {who}, {time}', en: 'Version {number}, {who}, {time}' },
		compare: { nl: 'Verschil met nu', en: 'Compare with now' },
		same: { nl: 'Geen verschil.', en: 'No difference.' },
		variant: {
			draft: { nl: 'concept', en: 'draft' },
			submitted: { nl: 'wacht op akkoord', en: 'waiting for approval' },
			approved: { nl: 'akkoord', en: 'approved' },
			lapsed: { nl: 'akkoord vervallen', en: 'approval lapsed' },
			published: { nl: 'staat online', en: 'published' }
		},
		lapsed: {
			nl: 'Na het akkoord veranderde waar deze woorden op rusten. Iemand moet opnieuw akkoord geven.',
			en: 'What these words rest on changed after the approval. Somebody must approve again.'
		},
		stop: { nl: 'Zet stil', en: 'Pause' },
		stopWhy: { nl: 'Waarom?', en: 'Why?' },
		resume: { nl: 'Laat doorgaan', en: 'Resume' },
		resumeWhy: { nl: 'Waarom de tekst door kan gaan', en: 'Why the text can go on' },
		withdraw: { nl: 'Trek in', en: 'Withdraw' },
		withdrawWhat: {
			nl: 'De tekst kan daarna niet meer gepubliceerd worden. Waar hij al staat, moet u hem corrigeren.',
			en: 'The text can then no longer be published. Where it has already been published, you must correct it.'
		},
		notified: { nl: '{who} kreeg een mail, {time}.', en: '{who} was sent an email, {time}.' },
		later: {
			nl: 'De mail aan {who} wordt opnieuw geprobeerd ({time}). Bel als het haast heeft.',
			en: 'The email to {who} will be tried again ({time}). Call if it is urgent.'
		},
		notNotified: {
			nl: 'De mail aan {who} is niet verstuurd. Bel zelf.',
			en: 'The email to {who} was not sent. Please call.'
		},
		noMail: {
			nl: 'Van {who} kennen wij geen mailadres. Bel zelf.',
			en: 'We have no email address for {who}. Please call.'
		},
		stays: { nl: 'De tekst klopt nog', en: 'The text is still correct' },
		with: { nl: '{who} schrijft hier nu ook.', en: '{who} is also writing here.' },
		noMailHere: {
			nl: 'Dit programma verstuurt geen mail. Bel {who} zelf.',
			en: 'This program does not send email. Call {who} yourself.'
		},
		pushed: { nl: '{who} kreeg een melding, {time}.', en: '{who} got a notification, {time}.' },
		pushedAndMailed: {
			nl: '{who} kreeg een melding en een mail, {time}.',
			en: '{who} got a notification and an email, {time}.'
		},
		notPushed: {
			nl: '{who} kreeg een mail, {time}. De melding kwam niet aan.',
			en: '{who} got an email, {time}. The notification did not arrive.'
		},
		quiet: {
			nl: '{who} heeft stille uren en kreeg alleen een mail, {time}. Bel als het haast heeft.',
			en: '{who} has quiet hours and only got an email, {time}. Call if it is urgent.'
		},
		quietNoMail: {
			nl: '{who} heeft stille uren en kreeg geen melding. Bel zelf.',
			en: '{who} has quiet hours and got no notification. Please call.'
		},
		nothingArrived: {
			nl: 'De melding en de mail aan {who} kwamen niet aan. Bel zelf.',
			en: 'The notification and the email to {who} did not arrive. Please call.'
		},
		parts: {
			fact: { nl: '1 Feit', en: '1 Fact' },
			misunderstanding: { nl: '2 Misverstand', en: '2 Misunderstanding' },
			again: { nl: '3 Feit, en wat mensen kunnen doen', en: '3 Fact, and what people can do' }
		},
		partHints: {
			fact: { nl: 'Begin met wat waar is.', en: 'Start with what is true.' },
			misunderstanding: { nl: 'Eén keer, in één zin.', en: 'Once, in one sentence.' },
			again: {
				nl: 'Herhaal wat waar is. Zeg wat mensen kunnen doen.',
				en: 'Repeat what is true. Say what people can do.'
			}
		},
		place: { nl: 'Adres of plaats', en: 'Address or place' },
		placeHint: {
			nl: 'Dit staat nog open in de tekst. Vul het in voor alle kanalen tegelijk.',
			en: 'This is still missing from the text. Fill it in once for all channels.'
		},
		fillTime: { nl: 'Vul de tijd in: {time}', en: 'Fill in the time: {time}' },
		otherFacts: {
			nl: plural('count', { one: '{count} ander feit', other: '{count} andere feiten' }),
			en: plural('count', { one: '{count} other fact', other: '{count} other facts' })
		}
	},
	reading: {
		title: { nl: 'Leeshulp', en: 'Readability' },
		by: { nl: 'door de machine', en: 'by the computer' },
		fine: { nl: 'Geen tips. De tekst leest goed.', en: 'No tips. The text reads well.' },
		long: {
			nl: plural('words', {
				one: 'Lange zin: {words} woord. Maak er twee zinnen van.',
				other: 'Lange zin: {words} woorden. Maak er twee zinnen van.'
			}),
			en: plural('words', {
				one: 'Long sentence: {words} word. Split it in two.',
				other: 'Long sentence: {words} words. Split it in two.'
			})
		},
		hard: { nl: '‘{word}’: schrijf liever ‘{plain}’.', en: '‘{word}’: better write ‘{plain}’.' },
		passive: { nl: '‘{words}’: schrijf wie het doet.', en: '‘{words}’: say who does it.' },
		asserts: {
			nl: 'Dit staat nog niet vast: ‘{sentence}’ Zeg in een wachttekst alleen wat wij uitzoeken.',
			en: 'This has not been established: ‘{sentence}’ In a holding statement, say only what we are checking.'
		},
		empty: { nl: 'Er staat nog geen tekst.', en: 'There is no text yet.' },
		channel: {
			saidLong: {
				nl: 'Een zin is lang om te zeggen. Maak hem korter dan 15 woorden.',
				en: 'One sentence is too long to say aloud. Keep it under 15 words.'
			},
			saidLink: {
				nl: 'Aan de telefoon werkt een link niet. Zeg waar mensen het vinden.',
				en: 'A link does not work on the phone. Say where people can find it.'
			},
			saidBrackets: {
				nl: 'Haakjes en strepen spreekt niemand uit. Schrijf het als een zin.',
				en: 'Brackets and slashes cannot be read aloud. Write a sentence instead.'
			},
			noLink: {
				nl: 'Zet er een link bij, zodat mensen meer kunnen lezen.',
				en: 'Add a link so that people can read more.'
			},
			hashtags: { nl: 'Gebruik hooguit twee hashtags.', en: 'Use at most two hashtags.' },
			capitals: { nl: 'Hoofdletters lezen als schreeuwen.', en: 'Capitals look like shouting.' },
			longParagraph: { nl: 'Een alinea is lang. Maak er twee van.', en: 'One paragraph is long. Split it in two.' },
			noTime: {
				nl: 'Zeg de pers vanaf wanneer dit geldt, met de tijd.',
				en: 'Tell the press from what time this applies.'
			}
		}
	},
	publish: {
		title: { nl: 'Gepubliceerd op {channel}?', en: 'Published on {channel}?' },
		where: { nl: 'Waar staat het?', en: 'Where is it published?' },
		address: { nl: 'Adres van de pagina', en: 'Page address' },
		addressRight: { nl: 'Bekeken: dit klopt', en: 'Checked: this is right' },
		addressHint: { nl: 'Begin met https://', en: 'Start with https://' },
		do: { nl: 'Leg publicatie vast', en: 'Record the publication' },
		exercise: {
			nl: 'Dit is een oefening. De tekst verlaat het programma niet.',
			en: 'This is an exercise. The text does not leave the program.'
		},
		at: { nl: '{where}, {time}, door {who}', en: '{where}, {time}, by {who}' },
		alone: {
			nl: 'Niemand bereikbaar? Leg vast dat u alleen publiceerde.',
			en: 'Can’t reach anyone? Record that you published alone.'
		},
		aloneWhy: { nl: 'Waarom alleen?', en: 'Why alone?' },
		aloneDo: { nl: 'Leg vast zonder tweede lezer', en: 'Record without a second reader' },
		back: { nl: 'Naar de tekst', en: 'Go to the text' },
		online: { nl: 'Staat online: {channels}.', en: 'Published: {channels}.' },
		none: { nl: 'Er is nu niets te publiceren.', en: 'There is nothing to publish now.' },
		byHand: { nl: 'Zelf geplaatst? Leg het vast.', en: 'Published it yourself? Record it.' },
		titlePhone: { nl: 'Doorgegeven aan de telefonisten?', en: 'Passed on to the phone desk?' },
		toWhom: { nl: 'Aan wie?', en: 'To whom?' }
	},
	effect: {
		title: { nl: 'Effect sinds {time}', en: 'Effect since {time}' },
		span: { nl: '{minutes} minuten', en: '{minutes} minutes' },
		change: { nl: '{before}, daarna {after}', en: '{before}, then {after}' },
		n: { nl: 'steunt of vraagt, n = {n}', en: 'supports or asks, n = {n}' },
		tooEarly: { nl: 'nog te vroeg', en: 'too early' },
		noBefore: { nl: 'erna {after}, niet te vergelijken', en: '{after} after, cannot be compared' },
		chart: { nl: 'Berichten per 5 minuten', en: 'Posts per 5 minutes' },
		minute: { nl: 'Minuten na publicatie', en: 'Minutes after publication' },
		say: {
			tooEarly: { nl: 'Het is nog te vroeg om iets te zeggen.', en: 'It is too early to say anything.' },
			noBefore: {
				nl: 'Na de tekst waren het er {after} in {minutes} minuten. Voor de tekst is {minutesBefore} minuten gemeten: te kort om te vergelijken.',
				en: 'After the text there were {after} in {minutes} minutes. Only {minutesBefore} minutes were measured before the text: too short to compare.'
			},
			few: {
				nl: 'Dit zijn weinig berichten (n = {n}). Er is niets over te zeggen.',
				en: 'There are too few posts (n = {n}) to say anything.'
			},
			fallingBefore: {
				nl: 'In {minutes} minuten daalde het van {before} naar {after}. Het daalde al voor de tekst.',
				en: 'In {minutes} minutes it fell from {before} to {after}. It was already falling before the text.'
			},
			fell: {
				nl: 'In {minutes} minuten daalde het van {before} naar {after}. Dat komt misschien door de tekst.',
				en: 'In {minutes} minutes it fell from {before} to {after}. That may be because of the text.'
			},
			rose: {
				nl: 'In {minutes} minuten steeg het van {before} naar {after}.',
				en: 'In {minutes} minutes it rose from {before} to {after}.'
			},
			same: {
				nl: 'Het aantal is ongeveer gelijk: eerst {before}, daarna {after}.',
				en: 'The number is about the same: {before} before, {after} after.'
			},
			unsure: {
				nl: 'In {minutes} minuten: eerst {before}, daarna {after}.',
				en: 'In {minutes} minutes: {before} before, {after} after.'
			}
		}
	},
	mail: {
		alone: {
			nl: 'Zonder tweede lezer gepubliceerd: lees nu na',
			en: 'Published without a second reader: review it now'
		},
		subject: { nl: 'Geef uw akkoord', en: 'Give your approval' },
		subjectBefore: { nl: 'Geef uw akkoord vóór {time}', en: 'Give your approval by {time}' },
		text: {
			nl: 'Er wacht een tekst op uw akkoord. Lees de tekst en besluit: {address}',
			en: 'A text is waiting for your approval. Read it and decide: {address}'
		}
	},
	push: {
		nl: 'Wacht sinds {time}: {channels}. Incident: {kind}.',
		en: 'Waiting since {time}: {channels}. Incident: {kind}.'
	},
	settled: {
		title: { nl: 'Uw akkoord is niet meer nodig', en: 'Your approval is no longer needed' },
		body: { nl: 'Deze tekst wacht niet meer op u.', en: 'This text is no longer waiting for you.' }
	},
	waiting: {},
	all: { nl: 'Alle teksten', en: 'All texts' },
	duty: {
		title: { nl: 'Wie heeft dienst?', en: 'Who is on duty?' },
		who: { nl: 'Woordvoerder van dienst', en: 'Spokesperson on duty' },
		hint: {
			nl: 'Deze persoon krijgt de vraag om akkoord, en de herinneringen.',
			en: 'This person is asked for approval and gets the reminders.'
		},
		none: { nl: 'niemand: alle woordvoerders', en: 'nobody: all spokespersons' },
		nobody: {
			nl: 'Er is nog geen woordvoerder in dit incident. Vraag uw beheerder.',
			en: 'This incident has no spokesperson yet. Ask your administrator.'
		},
		ask: { nl: 'Aan wie vraagt u akkoord?', en: 'Who do you want to ask for approval?' },
		all: { nl: 'wie dienst heeft', en: 'whoever is on duty' },
		onDuty: { nl: '{name}, heeft dienst', en: '{name}, on duty' },
		next: { nl: 'Wie wordt daarna gevraagd?', en: 'Who is asked next?' },
		nextHint: {
			nl: 'Als er dan nog geen akkoord is, of als de eerste niet te bereiken is.',
			en: 'If there is no approval by then, or if the first person cannot be reached.'
		},
		nobodyNext: { nl: 'niemand', en: 'nobody' },
		after: { nl: 'Na hoeveel minuten?', en: 'After how many minutes?' },
		minutes: { nl: '{minutes} minuten', en: '{minutes} minutes' },
		nextIs: { nl: 'Daarna {name}, na {minutes} minuten.', en: 'Then {name}, after {minutes} minutes.' },
		unreached: { nl: 'Niet bereikt', en: 'Not reached' }
	},
	direct: {
		madeUp: { nl: 'verzonnen {channel}', en: 'made-up {channel}' },
		account: { nl: 'Op welk account?', en: 'On which account?' },
		do: { nl: 'Plaats op {where}', en: 'Post on {where}' },
		ask: { nl: 'Plaatsen op {where}?', en: 'Post on {where}?' },
		confirm: { nl: 'Plaats nu', en: 'Post now' },
		what: {
			nl: 'Iedereen kan dit dan lezen. Het programma legt de publicatie vast.',
			en: 'Everybody can then read it. The program records the publication.'
		},
		underWay: {
			nl: 'Het programma plaatst de tekst nu op {where}.',
			en: 'The program is posting the text on {where} now.'
		},
		failed: {
			revoked: {
				nl: 'Niet geplaatst: {where} laat ons niet meer toe. Vraag uw coördinator het account opnieuw aan te sluiten.',
				en: 'Not posted: {where} no longer accepts our sign-in. Ask your coordinator to connect the account again.'
			},
			refused: {
				nl: 'Niet geplaatst: {where} neemt deze tekst niet aan. Plaats hem met de hand, of pas hem aan.',
				en: 'Not posted: {where} did not accept this text. Post it yourself, or change it.'
			},
			busy: {
				nl: 'Niet geplaatst: {where} vraagt ons te wachten. Probeer het later, of plaats de tekst met de hand.',
				en: 'Not posted: {where} asks us to wait. Try again later, or post the text yourself.'
			},
			unreachable: {
				nl: 'Niet geplaatst: {where} is niet te bereiken. Probeer opnieuw, of plaats de tekst met de hand.',
				en: 'Not posted: {where} cannot be reached. Try again, or post the text yourself.'
			},
			unsure: {
				nl: 'Misschien staat de tekst er al: {where} gaf geen antwoord. Kijk daar eerst. Opnieuw proberen plaatst hem nooit dubbel.',
				en: 'The text may already be posted: {where} did not respond. Check there first. Trying again never posts it twice.'
			},
			overtaken: {
				nl: 'Niet geplaatst op {where}: de tekst is intussen gewijzigd of stopgezet. Lees hem na.',
				en: 'Not posted on {where}: the text has since been changed or paused. Read it again.'
			},
			disconnected: {
				nl: 'Niet geplaatst: {where} is niet meer aangesloten. Plaats de tekst met de hand.',
				en: 'Not posted: {where} is no longer connected. Post the text yourself.'
			},
			late: {
				nl: 'Niet geplaatst op {where}: het programma lag stil. Klopt de tekst nog? Probeer dan opnieuw.',
				en: 'Not posted on {where}: the program was not running. If the text is still correct, try again.'
			}
		}
	},
	pass: {
		do: { nl: 'Geef door', en: 'Pass on' },
		copy: { nl: 'Kopieer het bericht', en: 'Copy the message' },
		message: {
			nl: 'Wilt u dit delen?\n\n{text}\n\nLees het hier: {address}',
			en: 'Would you share this?\n\n{text}\n\nRead it here: {address}'
		},
		messageHere: {
			nl: 'Wilt u dit delen?\n\n{text}\n\nHet staat op: {where}',
			en: 'Would you share this?\n\n{text}\n\nIt is on: {where}'
		},
		to: { nl: 'Aan wie vraagt u dit?', en: 'Who are you asking?' },
		groups: {
			administrators: { nl: 'bestuurders', en: 'office holders' },
			council: { nl: 'raadsleden', en: 'council members' },
			colleagues: { nl: 'collega’s', en: 'colleagues' }
		},
		others: { nl: 'Anderen', en: 'Others' },
		othersHint: { nl: 'Zet een komma tussen namen.', en: 'Separate names with commas.' },
		record: { nl: 'Leg vast wie u vroeg', en: 'Record who you asked' },
		asked: { nl: '{who} vroeg {to} om dit te delen, {time}.', en: '{who} asked {to} to share this, {time}.' }
	},
	prepared: {
		title: { nl: 'Voorbereide teksten', en: 'Prepared texts' },
		from: {
			nl: 'Voorbereid als ‘{title}’. Ingevuld: {place}, {time}.',
			en: 'Prepared as ‘{title}’. Filled in: {place}, {time}.'
		},
		lead: {
			nl: 'Kies een tekst. Plaats en tijd zijn al ingevuld. Wijzigt u verder niets, dan blijft het akkoord staan.',
			en: 'Choose a text. The place and time are already filled in. If you change nothing else, the text stays approved.'
		},
		place: { nl: 'Plaats in de tekst', en: 'Place in the text' },
		placeWrong: {
			nl: 'Vul alleen een plaats in, zonder zin, webadres of telefoonnummer. Bijvoorbeeld: Zuiderpark.',
			en: 'Enter only a place: no sentence, web address or telephone number. For example: Zuiderpark.'
		},
		placeUnknown: {
			nl: 'Deze plaats staat niet in de lijst: ‘{place}’. Zo wordt het een concept. Laat een woordvoerder of coördinator de plaats bevestigen.',
			en: 'This place is not in the list: ‘{place}’. The text becomes a draft. Ask a spokesperson or coordinator to confirm the place.'
		},
		stayedApproved: { nl: 'Het akkoord vooraf is blijven staan.', en: 'The text is still approved.' },
		becameDraft: {
			nl: 'Dit is een concept geworden. Een collega geeft nog akkoord.',
			en: 'This is now a draft. A colleague must still approve it.'
		},
		fill: { nl: 'Vul in', en: 'Fill in' },
		none: {
			nl: 'Voor dit soort incident is nog niets voorbereid.',
			en: 'Nothing has been prepared for this type of incident yet.'
		},
		starters: { nl: 'Begin met een tekst van Voelspriet', en: 'Start with a text from Voelspriet' },
		startersWhat: {
			nl: 'Op deze teksten is nog geen akkoord. Zo’n tekst wordt een concept.',
			en: 'These texts have not been approved yet. If you use one, it becomes a draft.'
		},
		use: { nl: 'Zet klaar', en: 'Use this text' },
		useDraft: { nl: 'Maak een concept', en: 'Make a draft' },
		channels: { nl: 'Per kanaal: {channels}', en: 'Per channel: {channels}' },
		approved: { nl: 'Vooraf goedgekeurd: {channels}.', en: 'Approved in advance: {channels}.' },
		becomesDraft: { nl: 'Wordt een concept: {channels}.', en: 'Becomes a draft: {channels}.' },
		question: { nl: 'Bij welke vraag hoort dit antwoord?', en: 'Which question does this text answer?' },
		noQuestion: { nl: 'geen vraag: over het hele incident', en: 'no question: about the whole incident' },
		aboutRumour: { nl: 'Deze tekst gaat over: ‘{claim}’', en: 'This text is about: ‘{claim}’' },
		outdated: {
			nl: 'Hiervan is een tekst gemaakt die op een vervangen feit rust.',
			en: 'A text made from this is based on a replaced fact.'
		},
		placeConfirm: {
			nl: 'Deze plaats staat niet in de lijst: ‘{place}’. Zo wordt het een concept. Klopt de plaats? Bevestig hem, dan kan een collega hem invullen.',
			en: 'This place is not in the list: ‘{place}’. The text becomes a draft. If the place is correct, confirm it so that a colleague can fill it in.'
		},
		placeConfirmed: {
			nl: 'U bevestigde ‘{place}’. Een collega kan deze plaats invullen. Vult u hem zelf in, dan wordt het een concept.',
			en: 'You confirmed ‘{place}’. A colleague can now fill in this place. If you fill it in yourself, the text becomes a draft.'
		},
		doConfirm: { nl: 'Bevestig deze plaats', en: 'Confirm this place' }
	},
	madeUp: {
		title: { nl: 'Verzonnen kanaal', en: 'Made-up channel' },
		what: {
			nl: 'Dit zouden mensen buiten hebben gezien. Het heeft de oefening niet verlaten.',
			en: 'This is what the public would have seen. It did not leave the exercise.'
		},
		none: {
			nl: 'Hier staat nog niets. Publiceer een tekst, dan ziet u hem hier.',
			en: 'There is nothing here yet. Texts you publish appear here.'
		},
		real: {
			nl: 'Dit is geen oefening. Teksten staan op de echte kanalen.',
			en: 'This is not an exercise. Texts are published on the real channels.'
		}
	},
	outdated: {
		title: { nl: 'Wat niet meer klopt', en: 'What is no longer correct' },
		where: { nl: 'staat nog op {where}', en: 'still on {where}' }
	},
	unread: {}
} satisfies Messages;
