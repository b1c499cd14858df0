/** Words of the frame around every room. */
export const messages = {
  rooms: {
    home: 'Home',
    myWork: 'My work',
    notifications: 'Notifications',
    leads: 'Leads',
    exports: 'Exports',
    bin: 'Bin',
    clients: 'Clients',
    projects: 'Projects',
    payments: 'Payments',
    members: 'Members',
    audit: 'Audit trail',
    platform: 'Platform',
    docs: 'API',
  },
  groups: { work: 'Work', organization: 'Organization' },
  palette: { goTo: 'Go to', create: 'Create', newLead: 'New lead', newClient: 'New client', newProject: 'New project' },
  newOrganization: 'New organization',
  search: 'Search',
}
