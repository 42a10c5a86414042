import type { Crisis } from './pair';

export const cyber: Crisis = {
	crisis: 'cyber',
	place: 'Hof van Twente',
	places: ['Goor', 'Delden', 'Diepenheim', 'Markelo'],
	groups: [
		{
			first: 'De gemeente is gehackt. Alle paspoortgegevens liggen op straat, ook die van kinderen.',
			then: [
				[
					'shared',
					'RT @tukkernieuws: De gemeente is gehackt. Alle paspoortgegevens liggen op straat, ook die van kinderen.'
				],
				['respelt', 'de gemeente is gehacked alle paspoort gegevens liggen op straat ook die van kinderen'],
				['reworded', 'gemeente gehackt!! paspoortgegevens van iedereen liggen op straat, ook van kinderen'],
				['negation', 'De gemeente is gehackt. Er liggen geen paspoortgegevens op straat, ook niet die van kinderen.'],
				['subject', 'De gemeente is gehackt. Alle bankgegevens liggen op straat, ook die van kinderen.'],
				['question', 'Is de gemeente gehackt? Liggen alle paspoortgegevens op straat, ook die van kinderen?'],
				[
					'comment',
					'De gemeente is gehackt. Alle paspoortgegevens liggen op straat, ook die van kinderen. En maar DigiD verplichten, lekker dan'
				]
			]
		},
		{
			first: 'Criminelen eisen 750.000 euro van de gemeente. De burgemeester betaalt niet.',
			then: [
				[
					'shared',
					'Criminelen eisen 750.000 euro van de gemeente. De burgemeester betaalt niet. (via @tubantia_made_up)'
				],
				['reworded', 'Burgemeester betaalt niet: criminelen eisen 750 duizend euro van de gemeente'],
				['cut', 'Criminelen eisen 750.000 euro van de gemeente. De burgem…'],
				['number', 'Criminelen eisen 50.000 euro van de gemeente. De burgemeester betaalt niet.'],
				['negation', 'Criminelen eisen 750.000 euro van de gemeente. De burgemeester betaalt.'],
				[
					'comment',
					'Criminelen eisen 750.000 euro van de gemeente. De burgemeester betaalt niet. Goed zo, nooit betalen'
				]
			]
		},
		{
			first: 'Balie gemeentehuis is vandaag dicht. Trouwen en aangifte van overlijden kan in Goor.',
			then: [
				[
					'reworded',
					'De balie in het gemeentehuis is dicht vandaag. Voor trouwen en aangifte overlijden kunt u terecht in Goor'
				],
				['respelt', 'balie gemeente huis is vandaag dicht. trouwen en aangiftte van overleiden kan in goor'],
				['place', 'Balie gemeentehuis is vandaag dicht. Trouwen en aangifte van overlijden kan in Delden.'],
				['number', 'Balie gemeentehuis is morgen dicht. Trouwen en aangifte van overlijden kan in Goor.'],
				['negation', 'Balie gemeentehuis is vandaag niet dicht. Trouwen en aangifte van overlijden kan gewoon.'],
				[
					'question',
					'Is de balie van het gemeentehuis vandaag dicht? Waar kan ik terecht voor aangifte van overlijden?'
				]
			]
		},
		{
			first: 'krijg net een mail van de gemeente met een factuur en een link. NIET op klikken, is nep!!',
			then: [
				[
					'shared',
					'Kopie uit de app: krijg net een mail van de gemeente met een factuur en een link. NIET op klikken, is nep!!'
				],
				['respelt', 'Krijg net n mail van de gemeente met n faktuur en n link NIET OP KLIKKEN is nep'],
				['reworded', 'Net mail gekregen van de gemeente met factuur en link, niet op klikken, het is nep'],
				['subject', 'krijg net een sms van de gemeente met een factuur en een link. NIET op klikken, is nep!!'],
				[
					'question',
					'krijg net een mail van de gemeente met een factuur en een link. kan ik daarop klikken of is die nep?'
				],
				['negation', 'krijg net een mail van de gemeente met een factuur en een link. is niet nep, heb gebeld']
			]
		},
		{
			first: 'Uitkeringen worden deze maand later betaald door de hack. Wie acuut geld nodig heeft belt 0547-858585.',
			then: [
				[
					'shared',
					'Uitkeringen worden deze maand later betaald door de hack. Wie acuut geld nodig heeft belt 0547-858585. https://hofvantwente.example/hack'
				],
				[
					'reworded',
					'Door de hack worden uitkeringen deze maand later betaald, bel 0547 858585 als je acuut geld nodig hebt'
				],
				[
					'number',
					'Uitkeringen worden deze maand later betaald door de hack. Wie acuut geld nodig heeft belt 0547-838383.'
				],
				['negation', 'Uitkeringen worden deze maand niet later betaald door de hack.'],
				[
					'subject',
					'Toeslagen worden deze maand later betaald door de hack. Wie acuut geld nodig heeft belt 0547-858585.'
				],
				[
					'comment',
					'Uitkeringen worden deze maand later betaald door de hack. Wie acuut geld nodig heeft belt 0547-858585. Tuurlijk, de armsten zijn weer de klos'
				]
			]
		},
		{
			first: 'Het wachtwoord van de gemeente was Welkom2020. Geen grap.',
			then: [
				['shared', 'RT @itnerd: Het wachtwoord van de gemeente was Welkom2020. Geen grap.'],
				['respelt', 'het wachtwoort vd gemeente was welkom2020 geen grap'],
				['reworded', 'wachtwoord van de gemeente was Welkom2020, geen grap'],
				['number', 'Het wachtwoord van de gemeente was Welkom2019. Geen grap.'],
				['negation', 'Het wachtwoord van de gemeente was niet Welkom2020. Dat is een grap.'],
				['question', 'Was het wachtwoord van de gemeente echt Welkom2020? Of is dat een grap?'],
				['comment', 'Het wachtwoord van de gemeente was Welkom2020. Geen grap. Ontslaan die hele afdeling']
			]
		},
		{
			first:
				'10.12 dhr Markelo. Kan bouwvergunning niet inzien, systeem ligt plat. Bezwaartermijn loopt vrijdag af. Vraagt uitstel.',
			then: [
				[
					'reworded',
					'10:40 dhr. uit Markelo kan bouwvergunning niet inzien omdat het systeem plat ligt, bezwaartermijn loopt vrijdag af, vraagt uitstel'
				],
				[
					'place',
					'10.25 dhr Diepenheim. Kan bouwvergunning niet inzien, systeem ligt plat. Bezwaartermijn loopt vrijdag af. Vraagt uitstel.'
				],
				[
					'number',
					'10.25 dhr Markelo. Kan bouwvergunning niet inzien, systeem ligt plat. Bezwaartermijn loopt maandag af. Vraagt uitstel.'
				],
				[
					'subject',
					'10.25 dhr Markelo. Kan kapvergunning niet inzien, systeem ligt plat. Bezwaartermijn loopt vrijdag af. Vraagt uitstel.'
				]
			]
		},
		{
			first: 'Ook waterschap en ziekenhuis zijn getroffen door dezelfde hackers, hoor ik van iemand bij de politie',
			then: [
				['respelt', 'ook waterschap en ziekehuis zijn getroffe door dezelfde hackers hoor ik van iemand bij de plitie'],
				[
					'reworded',
					'hoor van iemand bij de politie dat ook het ziekenhuis en het waterschap getroffen zijn door dezelfde hackers'
				],
				[
					'negation',
					'Het waterschap en het ziekenhuis zijn niet getroffen door dezelfde hackers, hoor ik van iemand bij de politie'
				],
				[
					'subject',
					'Ook waterschap en bibliotheek zijn getroffen door dezelfde hackers, hoor ik van iemand bij de politie'
				],
				['question', 'Zijn ook het waterschap en het ziekenhuis getroffen door dezelfde hackers?'],
				[
					'comment',
					'Ook waterschap en ziekenhuis zijn getroffen door dezelfde hackers, hoor ik van iemand bij de politie. Klinkt als een broodje aap'
				]
			]
		},
		{
			first: 'De website van de gemeente doet het weer. Inloggen met DigiD werkt nog niet.',
			then: [
				['shared', '✅ De website van de gemeente doet het weer. Inloggen met DigiD werkt nog niet. ✅ #hofvantwente'],
				['reworded', 'Website gemeente doet het weer, alleen inloggen met DigiD werkt nog niet'],
				['cut', 'RT @hofvtwente: De website van de gemeente doet het weer. Inloggen met Digi…'],
				['negation', 'De website van de gemeente doet het nog niet. Inloggen met DigiD werkt ook niet.'],
				['subject', 'De telefoon van de gemeente doet het weer. Inloggen met DigiD werkt nog niet.'],
				['question', 'doet de website van de gemeente het weer? en werkt inloggen met digid?']
			]
		},
		{
			first: 'Vanaf maandag kunt u weer een paspoort aanvragen. Maak een afspraak via 14 0547.',
			then: [
				['reworded', 'een paspoort aanvragen kan weer vanaf maandag, afspraak maken via 14 0547'],
				['cut', 'Vanaf maandag kunt u weer een paspoort aanvragen. Maak een afspr'],
				['number', 'Vanaf dinsdag kunt u weer een paspoort aanvragen. Maak een afspraak via 14 0547.'],
				['subject', 'Vanaf maandag kunt u weer een rijbewijs aanvragen. Maak een afspraak via 14 0547.'],
				['negation', 'Vanaf maandag kunt u nog geen paspoort aanvragen. Maak geen afspraak via 14 0547.'],
				[
					'comment',
					'Vanaf maandag kunt u weer een paspoort aanvragen. Maak een afspraak via 14 0547. Zes weken te laat, onze vakantie is al geannuleerd'
				]
			]
		}
	]
};
