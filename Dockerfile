# Two stages: everything is built with all tools, then what runs is installed anew without them.
FROM node:24-slim AS build
WORKDIR /app
ENV TURBO_TELEMETRY_DISABLED=1
COPY . .
RUN npm ci --ignore-scripts \
 && npx turbo run build --filter=@proppilot/webhook-service --filter=@proppilot/dashboard-app

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared-types/package.json shared-types/
COPY webhook-service/package.json webhook-service/
# Optional packages are the embedded PostgreSQL's programs (60 MB, not used here) and speed-ups that have a fallback.
RUN npm ci --ignore-scripts --omit=dev --omit=optional --workspace=webhook-service

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=dependencies /app ./
COPY --from=build /app/shared-types/dist shared-types/dist
COPY --from=build /app/webhook-service/bin webhook-service/bin
COPY --from=build /app/webhook-service/dist webhook-service/dist
COPY --from=build /app/dashboard-app/dist dashboard-app/dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/readyz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "webhook-service/bin/proppilot.js"]
CMD ["serve"]
