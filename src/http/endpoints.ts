import type { Context } from '../context'
import type { Identity } from '../member/login'
import type { SetupPorts } from '../setup/check'
import { dataRoutes } from './admin-data.routes'
import { groupRoutes } from './admin-groups.routes'
import { operationRoutes } from './admin-operation.routes'
import { ruleRoutes } from './admin-rules.routes'
import { collisionRoutes } from './collisions.routes'
import { customerNameRoutes } from './customer-names.routes'
import { customerRoutes } from './customers.routes'
import { disputeRoutes } from './disputes.routes'
import type { Endpoint } from './endpoint'
import { loginRoutes } from './login.routes'
import { mergeRoutes } from './merges.routes'
import { registrationRoutes } from './registrations.routes'
import { stockScanRoutes } from './stock-scan.routes'

/** What the routes need from outside. */
export interface RouteServices {
  identity: Identity
  setup: SetupPorts
  /** Starts a synchronisation with WeCom in the background. */
  syncNow(context: Context): Promise<void>
}

/** Every endpoint of the API, in the order of the documentation. */
export function endpointsOf({ identity, setup, syncNow }: RouteServices): Endpoint[] {
  return [
    ...loginRoutes(identity),
    ...customerRoutes,
    ...customerNameRoutes,
    ...mergeRoutes,
    ...registrationRoutes,
    ...collisionRoutes,
    ...disputeRoutes,
    ...operationRoutes(setup, syncNow),
    ...groupRoutes,
    ...dataRoutes,
    ...ruleRoutes,
    ...stockScanRoutes,
  ]
}
