/** The stages in which a lead is still worked on, in order. */
export const openStages = ['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL'] as const
