/** French: headings of documents and their opening sentence, by the English words. */
export const frTitles: Readonly<Record<string, string>> = {
  'Request for information between financial intelligence units':
    'Demande d’informations entre cellules de renseignement financier',
  'The unit asks for financial intelligence. What is answered may be used only as the answer allows.':
    'La cellule demande des renseignements financiers. La réponse ne peut être utilisée que comme elle le permet.',
  'Spontaneous disclosure between financial intelligence units':
    'Transmission spontanée entre cellules de renseignement financier',
  'This information is sent without a request, because it concerns the receiving country.':
    'Ces informations sont transmises sans demande, parce qu’elles concernent le pays destinataire.',
  'Acknowledgement of receipt': 'Accusé de réception',
  'Questions on the request': 'Questions sur la demande',
  'Answers to the questions': 'Réponses aux questions',
  'Reply in part': 'Réponse partielle',
  Reply: 'Réponse',
  'Consultation before a refusal': 'Consultation avant un refus',
  'Nothing is refused yet. Please tell whether the request can be changed so that it can be carried out.':
    'Rien n’est encore refusé. Veuillez indiquer si la demande peut être modifiée de manière à pouvoir être exécutée.',
  'Answer to the consultation': 'Réponse à la consultation',
  Refusal: 'Refus',
  'Notice of delay': 'Avis de retard',
  'Request for consent to another use': 'Demande de consentement à un autre usage',
  'Consent to another use': 'Consentement à un autre usage',
  'Refusal of consent to another use': 'Refus de consentement à un autre usage',
  'Feedback on what was received': 'Retour d’information sur ce qui a été reçu',
  'Request to suspend a transaction or an account':
    'Demande de suspension d’une transaction ou d’un compte',
  'Suspension order': 'Décision de suspension',
  'Release of a suspension': 'Mainlevée d’une suspension',
  'Decision on living costs': 'Décision sur les moyens de subsistance',
  'Notice of a suspension to the person affected': 'Avis de suspension à la personne concernée',
  'the person affected': 'la personne concernée',
  'An authority has suspended a transaction or an account. You may challenge this; below stand where and by when.':
    'Une autorité a suspendu une transaction ou un compte. Vous pouvez contester cette mesure ; il est indiqué ci-dessous où et dans quel délai.',
  'Notice of a freezing order to the person affected': 'Avis de gel à la personne concernée',
  'Property that may concern you has been frozen. It has not been taken away: nobody may sell or move it until the order ends. You may challenge the order; below stand where and by when.':
    'Un bien susceptible de vous concerner a été gelé. Il ne vous a pas été retiré : personne ne peut le vendre ni le déplacer tant que la décision est en vigueur. Vous pouvez contester la décision ; il est indiqué ci-dessous où et dans quel délai.',
  'Decision on a claim for damage': 'Décision sur une demande d’indemnisation',
  'Request for mutual legal assistance': 'Demande d’entraide judiciaire',
  'The requesting authority asks the requested authority to carry out what is described here. The fourteen elements stand in their order.':
    'L’autorité requérante demande à l’autorité requise d’exécuter ce qui est décrit ici. Les quatorze éléments figurent dans leur ordre.',
  'Draft of a request for mutual legal assistance, shared for comments':
    'Projet de demande d’entraide judiciaire, partagé pour observations',
  'This is a draft. It asks for nothing yet and is deleted when the limit of the protocol has run out.':
    'Ceci est un projet. Il ne demande encore rien et est supprimé à l’expiration du délai prévu par le protocole.',
  'Urgent request for mutual legal assistance, elements to follow':
    'Demande urgente d’entraide judiciaire, éléments à suivre',
  'Comments on a draft request': 'Observations sur un projet de demande',
  'Return of an incomplete request': 'Renvoi d’une demande incomplète',
  'The request is not refused. It is taken up again as soon as the elements named here have come.':
    'La demande n’est pas refusée. Elle est reprise dès que les éléments désignés ici sont arrivés.',
  'Acceptance of a request for legal assistance': 'Acceptation d’une demande d’entraide judiciaire',
  'Acceptance in part of a request for legal assistance':
    'Acceptation partielle d’une demande d’entraide judiciaire',
  'Notice of postponement': 'Avis de report',
  'Delivery of a part of the evidence': 'Remise d’une partie des preuves',
  'Delivery of evidence and certificate of execution':
    'Remise de preuves et attestation d’exécution',
  'Report on the use of evidence': 'Rapport sur l’usage des preuves',
  'Return of originals': 'Restitution d’originaux',
  Translation: 'Traduction',
  'Confirmation of delivery': 'Confirmation de remise',
  'Freezing certificate': 'Certificat de gel',
  'The issuing State asks the executing State to recognise and carry out the attached freezing order. Sections A to N stand in the order of the form.':
    'L’État d’émission demande à l’État d’exécution de reconnaître et d’exécuter la décision de gel jointe. Les sections A à N suivent l’ordre du formulaire.',
  'Freezing order': 'Décision de gel',
  'Decision on the recognition of a freezing order':
    'Décision sur la reconnaissance d’une décision de gel',
  'Report on the execution of a freezing order': 'Rapport sur l’exécution d’une décision de gel',
  'Report on the execution in part of a freezing order':
    'Rapport sur l’exécution partielle d’une décision de gel',
  'Report that execution is impossible': 'Rapport constatant l’impossibilité d’exécution',
  'Decision to postpone a notice': 'Décision de reporter l’information',
  'Decision to vary a freeze': 'Décision d’aménagement d’un gel',
  'Decision on an application for review': 'Décision sur une requête en réexamen',
  'Decision on the grounds of the order': 'Décision sur les motifs de la décision de gel',
  'Extension of a freeze': 'Prolongation d’un gel',
  'Announcement that a freeze will be lifted': 'Annonce de la levée d’un gel',
  'Lifting of a freeze': 'Levée d’un gel',
  'Plan of freezes at one moment': 'Plan de gels simultanés',
  'Each leg has its own order and its own court. Nothing is carried out before every leg has voted and the key is released.':
    'Chaque branche a sa propre décision et sa propre juridiction. Rien n’est exécuté avant que chaque branche ait voté et que la clé soit remise.',
  'Receipt of a leg': 'Récépissé d’une branche',
  'Report on freezes at one moment': 'Rapport sur des gels simultanés',
  'Plan for the management of property': 'Plan de gestion d’un bien',
  'Report on the cost and state of property': 'Rapport sur le coût et l’état d’un bien',
  'Order of a sale before judgment': 'Décision de vente avant jugement',
  'Confiscation order': 'Décision de confiscation',
  'Confiscation certificate': 'Certificat de confiscation',
  'The issuing State asks the executing State to recognise and carry out the attached confiscation order. Sections A to K stand in the order of the form.':
    'L’État d’émission demande à l’État d’exécution de reconnaître et d’exécuter la décision de confiscation jointe. Les sections A à K suivent l’ordre du formulaire.',
  'Decision on the recognition of a confiscation order':
    'Décision sur la reconnaissance d’une décision de confiscation',
  'Refusal of recognition': 'Refus de reconnaissance',
  'Postponement of execution': 'Report de l’exécution',
  'Report on enforcement': 'Rapport sur l’exécution',
  'Notice to the person affected by a confiscation order':
    'Avis de confiscation à la personne concernée',
  'A confiscation order that concerns you is being carried out. Below stand the authority, the reasons in brief, and where you can turn.':
    'Une décision de confiscation qui vous concerne est en cours d’exécution. Vous trouverez ci-dessous l’autorité, les motifs en bref et où vous adresser.',
  'Sharing of what was recovered': 'Partage de ce qui a été recouvré',
  'Agreement on the return of assets': 'Accord sur la restitution d’avoirs',
  'Both States agree on the points below. Each point is either settled or said to be empty.':
    'Les deux États conviennent des points ci-dessous. Chaque point est soit réglé, soit indiqué comme vide.',
  'Signature of the agreement on return': 'Signature de l’accord de restitution',
  'Payment of a tranche': 'Paiement d’une tranche',
  'Receipt of a tranche': 'Récépissé d’une tranche',
  'Report on a milestone': 'Rapport sur une étape',
  'Notice to those who may claim': 'Avis à ceux qui peuvent réclamer',
  'everybody who may claim': 'toute personne pouvant réclamer',
  'Money or property has been recovered. Who was harmed, or owns a part of it, may claim it. Help with a claim is free.':
    'De l’argent ou des biens ont été recouvrés. Toute personne lésée, ou propriétaire d’une partie, peut la réclamer. L’aide pour réclamer est gratuite.',
  'Claim of a victim': 'Réclamation d’une victime',
  'Claim of a third party': 'Réclamation d’un tiers',
  'Acknowledgement of a claim': 'Accusé de réception d’une réclamation',
  'the claimant': 'le réclamant',
  'Your claim has arrived. Nothing is owed for it.':
    'Votre réclamation est arrivée. Elle ne vous coûte rien.',
  'Request for evidence': 'Demande de preuves',
  'Decision on a claim: allowed': 'Décision sur une réclamation : accueillie',
  'The claim is allowed. Below stand the amount, the reasons, and what you can do against the decision.':
    'La réclamation est accueillie. Vous trouverez ci-dessous le montant, les motifs et ce que vous pouvez faire contre la décision.',
  'Decision on a claim: allowed in part': 'Décision sur une réclamation : accueillie en partie',
  'A part of the claim is allowed. Below stand the amount, why the rest is refused, and what you can do against the decision.':
    'La réclamation est accueillie en partie. Vous trouverez ci-dessous le montant, les raisons du refus pour le reste et ce que vous pouvez faire contre la décision.',
  'Decision on a claim: refused': 'Décision sur une réclamation : refusée',
  'The claim is refused. Below stand the reasons, and what you can do against the decision.':
    'La réclamation est refusée. Vous trouverez ci-dessous les motifs et ce que vous pouvez faire contre la décision.',
  'Decision on an appeal': 'Décision sur un recours',
  'Agreement on a joint investigation team': 'Accord instituant une équipe commune d’enquête',
  'Evaluation of a joint investigation team': 'Évaluation d’une équipe commune d’enquête',
  'Cover note of a file of account data': 'Bordereau d’un fichier de données sur les comptes',
  'Error report on a file of account data':
    'Rapport d’erreurs sur un fichier de données sur les comptes',
  'Acknowledgement of your request': 'Accusé de réception de votre demande',
  'the person who asked': 'la personne qui a fait la demande',
  'Your request has arrived. It is free, and asking has no ill effect.':
    'Votre demande est arrivée. Elle est gratuite et n’a pour vous aucune conséquence défavorable.',
  'Reply to your request': 'Réponse à votre demande',
  'This is the answer to your request about your data. If you do not agree, a supervisory authority or a court can look at it; below stand which, and by when.':
    'Voici la réponse à votre demande concernant vos données. Si vous n’êtes pas d’accord, une autorité de contrôle ou une juridiction peut l’examiner ; il est indiqué ci-dessous laquelle et dans quel délai.',
  'Result of the check by the supervisory authority':
    'Résultat de la vérification par l’autorité de contrôle',
  'Notice that data were put right': 'Avis de rectification de données',
  'Decision on a complaint: upheld': 'Décision sur une plainte : fondée',
  'the complainant': 'le plaignant',
  'Decision on a complaint: not upheld': 'Décision sur une plainte : non fondée',
  'Decision on living costs: not granted': 'Décision sur les frais de subsistance : refusés',
  'Order to stop at once': 'Ordre de cessation immédiate',
  'Notice that a limit has run out': 'Notification de l’expiration d’un délai',
  'An answer is owed and its limit has run out. If it has crossed this letter, nothing more is to be done.':
    'Une réponse est due et son délai a expiré. Si elle a croisé cette lettre, il n’y a plus rien à faire.',
  Reminder: 'Rappel',
  'The answer is still owed. Please send it, or say by when it will come and why not before.':
    'La réponse est toujours due. Veuillez l’envoyer, ou indiquer quand elle viendra et pourquoi pas plus tôt.',
  'Note of a call to the duty desk': 'Note d’un appel à la permanence',
  'The reminder was not answered. The duty desk was called.':
    'Le rappel est resté sans réponse. La permanence a été appelée.',
  'Letter to the liaison officer': 'Lettre à l’agent de liaison',
  'Reminder and call brought no answer. The liaison officer is asked to help. What was done so far stands below.':
    'Le rappel et l’appel sont restés sans réponse. L’aide de l’agent de liaison est demandée. Les démarches accomplies figurent ci-dessous.',
  'Letter to the central authority': 'Lettre à l’autorité centrale',
  'The earlier steps brought no answer. The central authority is asked to see to it that the matter moves.':
    'Les démarches précédentes sont restées sans réponse. L’autorité centrale est priée de veiller à ce que le dossier avance.',
  'Notice of a dispute': 'Notification d’un différend',
  'Offer of a settlement': 'Offre de règlement',
  'Message to the source: what was done': 'Message à la source : ce qui a été fait',
  'the source': 'la source',
  Commitment: 'Engagement',
  'Assessment of a commitment': 'Examen d’un engagement',
  'Notice to a member': 'Avertissement à un membre',
  'Public statement': 'Déclaration publique',
  'Notice of withdrawal of a publication': 'Avis de retrait d’une publication',
  'Report on an exercise': 'Rapport sur un exercice',
}
