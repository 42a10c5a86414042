import type { Crisis } from './pair';

export const flood: Crisis = {
	crisis: 'flood',
	place: 'Valkenburg',
	places: ['Maasbracht', 'Roermond', 'Meerssen', 'Bunde', 'Geulstraat', 'Cauberg', 'Oosterbrug', 'Westerbrug'],
	groups: [
		{
			first: 'De dijk bij Roermond staat op doorbreken. Ga nu weg uit de lage delen!',
			then: [
				['shared', 'RT @limbowatch: De dijk bij Roermond staat op doorbreken. Ga nu weg uit de lage delen!'],
				['respelt', 'de dijk bij roermond staat op doorbreeken, ga nu weg uit de lagen delen !!!'],
				['reworded', 'Dijk Roermond staat op doorbreken! Ga weg uit de lage delen, nu!'],
				['negation', 'De dijk bij Roermond staat niet op doorbreken. Blijf rustig.'],
				['place', 'De dijk bij Maasbracht staat op doorbreken. Ga nu weg uit de lage delen!'],
				['question', 'Staat de dijk bij Roermond echt op doorbreken? Moeten we weg uit de lage delen?'],
				[
					'comment',
					'De dijk bij Roermond staat op doorbreken. Ga nu weg uit de lage delen! (bron: een of andere gek op tiktok)'
				]
			]
		},
		{
			first: 'Waterschap: het water in de Geul stijgt nog 40 centimeter. De piek komt rond half vier vannacht.',
			then: [
				['reworded', 'Water in de Geul stijgt nog 40 cm volgens het waterschap, piek rond 3.30 uur vannacht'],
				['cut', 'Waterschap: het water in de Geul stijgt nog 40 centimeter. De piek komt rond half…'],
				['respelt', 'waterschap: t water in de geul stijgt nog veertig centimeter, de piek komt rond half 4 vannacht'],
				['number', 'Waterschap: het water in de Geul stijgt nog 60 centimeter. De piek komt rond half vier vannacht.'],
				['place', 'Waterschap: het water in de Roer stijgt nog 40 centimeter. De piek komt rond half vier vannacht.'],
				['negation', 'Waterschap: het water in de Geul stijgt niet meer. De piek was rond half vier vannacht.']
			]
		},
		{
			first: 'Oosterbrug afgesloten voor alle verkeer. Rijd om via de Westerbrug.',
			then: [
				[
					'shared',
					'🚧 Oosterbrug afgesloten voor alle verkeer. Rijd om via de Westerbrug. https://t.example/ab12 #hoogwater'
				],
				['reworded', 'de Oosterbrug is dicht voor al het verkeer, omrijden via Westerbrug'],
				['place', 'Westerbrug afgesloten voor alle verkeer. Rijd om via de Oosterbrug.'],
				['negation', 'Oosterbrug niet meer afgesloten. U hoeft niet om te rijden via de Westerbrug.'],
				['subject', 'Oosterbrug afgesloten voor vrachtverkeer. Rijd om via de Westerbrug.'],
				['question', 'is de oosterbrug afgesloten? moet ik omrijden via de westerbrug?']
			]
		},
		{
			first: 'zandzakken op te halen bij de gemeentewerf tot 22 uur, max 10 per huishouden',
			then: [
				['respelt', 'Zandzaken op te halen bij de gemeente werf tot 22.00u, max. 10 per huishouden'],
				['reworded', 'Je kan zandzakken ophalen bij de gemeentewerf, maximaal tien per huishouden, tot 22 uur'],
				['number', 'zandzakken op te halen bij de gemeentewerf tot 22 uur, max 20 per huishouden'],
				['negation', 'zandzakken zijn niet meer op te halen bij de gemeentewerf, alles is op'],
				['subject', 'drinkwater op te halen bij de gemeentewerf tot 22 uur, max 10 per huishouden'],
				['question', 'waar zijn zandzakken op te halen? bij de gemeentewerf? en hoeveel per huishouden?']
			]
		},
		{
			first: 'Ziekenhuis Heuvelland wordt ontruimd vanwege het hoge water. Patiënten gaan naar Maastricht en Heerlen.',
			then: [
				[
					'shared',
					'Net binnen van @l1nieuws "Ziekenhuis Heuvelland wordt ontruimd vanwege het hoge water. Patiënten gaan naar Maastricht en Heerlen."'
				],
				['reworded', 'Heuvelland ziekenhuis ontruimd door hoogwater, patienten naar Heerlen en Maastricht'],
				['cut', 'RT @l1nieuws: Ziekenhuis Heuvelland wordt ontruimd vanwege het hoge water. Patiënten gaan naar Maas…'],
				[
					'place',
					'Ziekenhuis Heuvelland wordt ontruimd vanwege het hoge water. Patiënten gaan naar Sittard en Heerlen.'
				],
				['negation', 'Ziekenhuis Heuvelland wordt niet ontruimd. Patiënten gaan niet naar Maastricht of Heerlen.'],
				[
					'subject',
					'Verpleeghuis Heuvelland wordt ontruimd vanwege het hoge water. Bewoners gaan naar Maastricht en Heerlen.'
				]
			]
		},
		{
			first: 'Er drijft een auto door de Geulstraat, ik zie niemand erin zitten',
			then: [
				['shared', 'rt @valkje: Er drijft een auto door de Geulstraat, ik zie niemand erin zitten'],
				['respelt', 'er dreift een auto door de geulstraat ik zie niemand erin zite'],
				['reworded', 'auto drijft door de Geulstraat, zie niemand in zitten'],
				['negation', 'Er drijft een auto door de Geulstraat, ik zie iemand erin zitten'],
				['place', 'Er drijft een auto door de Wilhelminalaan, ik zie niemand erin zitten'],
				['subject', 'Er drijft een caravan door de Geulstraat, ik zie niemand erin zitten']
			]
		},
		{
			first: 'Het kraanwater in Meerssen moet u drie minuten koken. Dit geldt tot en met zondag.',
			then: [
				['reworded', 'In Meerssen moet je het kraanwater 3 minuten koken. Geldt t/m zondag'],
				['cut', 'Het kraanwater in Meerssen moet u drie minuten koken. Dit geldt'],
				['place', 'Het kraanwater in Bunde moet u drie minuten koken. Dit geldt tot en met zondag.'],
				['number', 'Het kraanwater in Meerssen moet u drie minuten koken. Dit geldt tot en met maandag.'],
				['negation', 'Het kraanwater in Meerssen hoeft u niet meer te koken.'],
				[
					'comment',
					'Het kraanwater in Meerssen moet u drie minuten koken. Dit geldt tot en met zondag. Waarom horen wij dit nu pas??'
				]
			]
		},
		{
			first: 'plunderaars actief in de Geulstraat, ze gaan de lege huizen langs met een bootje',
			then: [
				[
					'shared',
					'plunderaars actief in de Geulstraat, ze gaan de lege huizen langs met een bootje (via fb groep Valkenburg helpt)'
				],
				['respelt', 'Plunderaars aktief in de Geulstr, ze gaan de lege huize langs met n boodje'],
				['reworded', 'In de Geulstraat zijn plunderaars actief, ze gaan met een bootje langs lege huizen'],
				['negation', 'geen plunderaars actief in de Geulstraat, die mannen in het bootje zijn van de brandweer'],
				['question', 'zijn er plunderaars actief in de geulstraat? iemand die een bootje zag?'],
				[
					'comment',
					'plunderaars actief in de Geulstraat, ze gaan de lege huizen langs met een bootje. tuig, ophangen die gasten'
				]
			]
		},
		{
			first: '21.40 mw, Bunde. Kelder loopt onder, pomp kapot, 2 katten op zolder. Vraagt of iemand kan komen pompen.',
			then: [
				[
					'reworded',
					'21:55 mevr. Bunde. Pomp kapot en kelder loopt onder. Twee katten op zolder. Vraagt of er iemand kan komen pompen.'
				],
				[
					'place',
					'21.47 mw, Meerssen. Kelder loopt onder, pomp kapot, 2 katten op zolder. Vraagt of iemand kan komen pompen.'
				],
				[
					'number',
					'21.47 mw, Bunde. Kelder loopt onder, pomp kapot, 4 katten op zolder. Vraagt of iemand kan komen pompen.'
				],
				[
					'subject',
					'21.47 mw, Bunde. Garage loopt onder, pomp kapot, 2 katten op zolder. Vraagt of iemand kan komen pompen.'
				]
			]
		},
		{
			first: 'Alle scholen in Valkenburg zijn morgen gesloten. De opvang in MFC De Berg gaat wel door.',
			then: [
				[
					'shared',
					'Alle scholen in Valkenburg zijn morgen gesloten. De opvang in MFC De Berg gaat wel door. Delen aub 🙏'
				],
				['reworded', 'morgen alle scholen dicht in Valkenburg, opvang MFC De Berg gaat wel door'],
				['negation', 'De scholen in Valkenburg zijn morgen niet gesloten. Ook de opvang in MFC De Berg gaat door.'],
				['number', 'Alle scholen in Valkenburg zijn vandaag gesloten. De opvang in MFC De Berg gaat wel door.'],
				['subject', 'Alle winkels in Valkenburg zijn morgen gesloten. De opvang in MFC De Berg gaat wel door.'],
				['question', 'Zijn alle scholen in Valkenburg morgen gesloten? En gaat de opvang in MFC De Berg wel door?']
			]
		}
	]
};
