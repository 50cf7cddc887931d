package eu.dihya.demo;

import eu.dihya.demo.DemoData.Draw;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Customers, orders, payments and invoices; one shop gave some invoice numbers twice. */
final class EcommerceData {
  private static final int CUSTOMERS = 40;
  private static final int ORDERS = 50;
  private static final Set<Long> NUMBERED_LIKE_THE_ONE_BEFORE = Set.of(12L, 27L, 28L, 41L);

  private EcommerceData() {}

  static List<String> statements(Draw draw) {
    Inserts orders =
        draw.into("orders", "id", "customer_id", "ordered_at", "status", "total_cents");
    Inserts payments = draw.into("payments", "id", "order_id", "method", "amount_cents", "paid_at");
    Inserts invoices =
        draw.into("invoices", "id", "order_id", "invoice_number", "issued_on", "total_cents");
    long number = 0;
    for (long id = 1; id <= ORDERS; id++) {
      LocalDate day = draw.day();
      long cents = 900 + 10L * draw.random().nextInt(4000);
      boolean paid = id % 8 != 0;
      orders.row(
          id,
          1 + draw.random().nextInt(CUSTOMERS),
          day.atTime(14, 5),
          paid ? "paid" : "open",
          cents);
      if (paid) {
        payments.row(
            id, id, draw.one(List.of("card", "transfer", "cash")), cents, day.atTime(14, 20));
      }
      number = repeatsNumber(draw, id) ? number : id;
      invoices.row(id, id, "F-2026-%05d".formatted(number), day.plusDays(1), cents);
    }
    return List.of(customers(draw), orders.statement(), payments.statement(), invoices.statement());
  }

  private static boolean repeatsNumber(Draw draw, long id) {
    return draw.tenantId().equals(DemoTenant.WITH_DUPLICATE_INVOICES)
        && NUMBERED_LIKE_THE_ONE_BEFORE.contains(id);
  }

  private static String customers(Draw draw) {
    Inserts customers =
        draw.into(
            "customers", "id", "full_name", "email", "phone", "street", "postal_code", "city");
    long id = 0;
    for (SyntheticPerson person : draw.people().draw("c", CUSTOMERS, 18, 80)) {
      id++;
      SyntheticAddress address = person.address();
      customers.row(
          id,
          person.fullName(),
          person.email(),
          person.phone(),
          address.street(),
          address.postalCode(),
          address.city());
    }
    return customers.statement();
  }
}
