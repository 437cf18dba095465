import type { Route } from '../http/route.ts'
import type { Services } from '../services/index.ts'
import type { Settings } from '../settings.ts'
import { accountRoutes } from './accounts.ts'
import { attachmentRoutes } from './attachments.ts'
import { auditRoutes } from './audit.ts'
import { authRoutes, presenter } from './auth.ts'
import { checkRoutes } from './checks.ts'
import { collectionRoutes } from './collections.ts'
import { draftRoutes } from './drafts.ts'
import { eventRoutes } from './events.ts'
import { formRoutes } from './forms.ts'
import { historyRoutes } from './history.ts'
import { fileRoutes, storeKeepingRoutes } from './files.ts'
import { monitoringRoutes } from './monitoring.ts'
import { organisationRoutes } from './organisations.ts'
import { parkedRoutes } from './parked.ts'
import { previewRoutes } from './previews.ts'
import { publicationRoutes } from './publications.ts'
import { publishingRoutes } from './publishing.ts'
import { readyFormRoutes } from './ready-forms.ts'
import { registryRoutes } from './registries.ts'
import { reportRoutes } from './reports.ts'
import { serviceRoutes } from './service.ts'
import type { Health } from './service.ts'
import { territoryRoutes } from './territories.ts'
import { uploadRoutes } from './uploads.ts'
import { submissionRoutes } from './submissions.ts'

const version = '0.1.0'

/** Every address of the server; a worker only tells how it is. */
export function routeTable(services: Services, health: Health, { role, fileLimit, attachmentLimit }: Settings): readonly Route[] {
  if (role === 'worker') return serviceRoutes(health, [], version)
  const present = presenter(services.passwordChanges)
  const table = [
    ...authRoutes(services.signIn, present),
    ...accountRoutes(services.passwordChanges, services.accountsImporter, present),
    ...organisationRoutes(services.organisationTree, services.organisationKeeper),
    ...auditRoutes(services.audit),
    ...publicationRoutes(services.publications),
    ...collectionRoutes(services.collections, services.deadlines, services.formChanges),
    ...draftRoutes(services.collections, services.saver, services.refresher, services.events),
    ...historyRoutes(services.history),
    ...parkedRoutes(services.parked, services.events),
    ...uploadRoutes(services.templates, services.uploads, services.collections, services.events),
    ...attachmentRoutes(services.attachments, attachmentLimit),
    ...checkRoutes(services.checks),
    ...publishingRoutes(services.publishing, services.collectionOpener, services.lastYear, services.collections),
    ...formRoutes(services.formDesk),
    ...readyFormRoutes(services.readyForms),
    ...previewRoutes(services.previews),
    ...submissionRoutes(services.submissions, services.receipts),
    ...registryRoutes(services.registries),
    ...monitoringRoutes(services.monitoring),
    ...territoryRoutes(services.territories),
    ...reportRoutes(services.exports, services.notifications),
    ...fileRoutes(services.stores, services.documents),
    ...storeKeepingRoutes(services.storeKeeper, fileLimit),
    ...eventRoutes(services.events),
  ]
  return [...table, ...serviceRoutes(health, table, version)]
}
