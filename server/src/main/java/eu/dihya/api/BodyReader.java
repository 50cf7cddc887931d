package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import eu.dihya.base.Suggestions;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of requests as the contract has them: a text is no number, nothing is missing,
 * nothing is too much. An error names fields and repeats no value, which may be a secret in the
 * wrong place.
 */
final class BodyReader {
  private static final ObjectMapper STRICT = strict();

  private BodyReader() {}

  /**
   * The body as a record; an empty one is an object without fields.
   *
   * @throws DihyaException USAGE that names the field that is wrong
   */
  static <T> T read(String body, Class<T> type) {
    T value = parse(body.isBlank() ? "{}" : body, type);
    if (value == null) {
      throw wrong("the body must be an object, not null", null);
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          && field(component, value) == null) {
        throw wrong("field '" + component.getName() + "' is missing", null);
      }
    }
    return value;
  }

  private static <T> @Nullable T parse(String body, Class<T> type) {
    try {
      return STRICT.readValue(body, type);
    } catch (UnrecognizedPropertyException e) {
      List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).toList();
      throw wrong(
          "unknown field '" + path(e) + "'" + Suggestions.hint(e.getPropertyName(), known), e);
    } catch (JsonMappingException e) {
      throw wrong(
          path(e).isEmpty() ? "the body " + reason(e) : "field '" + path(e) + "' " + reason(e), e);
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw wrong(
          "the body is no valid JSON"
              + (place == null
                  ? ""
                  : "; look at line " + place.getLineNr() + ", column " + place.getColumnNr()),
          e);
    }
  }

  private static String reason(JsonMappingException error) {
    Throwable cause = error.getCause();
    if (cause instanceof IllegalArgumentException || cause instanceof DihyaException) {
      return "is wrong: " + cause.getMessage();
    }
    if (error instanceof InvalidNullException) {
      return "must not hold null";
    }
    if (error instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "must be " + words(mismatch.getTargetType());
    }
    return "cannot be read";
  }

  private static String words(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + String.join(
              ", ", Arrays.stream(type.getEnumConstants()).map(BodyReader::code).toList());
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == String.class
        ? "a text"
        : Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "something else";
  }

  private static String code(Object constant) {
    Enum<?> value = (Enum<?>) constant;
    try {
      JsonProperty name =
          value.getDeclaringClass().getField(value.name()).getAnnotation(JsonProperty.class);
      return name == null ? value.name() : name.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum without its own constant", e);
    }
  }

  private static String path(JsonMappingException error) {
    List<String> parts = new ArrayList<>();
    for (JsonMappingException.Reference part : error.getPath()) {
      parts.add(part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName());
    }
    return String.join(".", parts).replace(".[", "[");
  }

  private static @Nullable Object field(RecordComponent component, Object value) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record without its accessor", e);
    }
  }

  private static DihyaException wrong(String message, @Nullable Throwable cause) {
    return new DihyaException(ErrorCode.USAGE, message, cause);
  }

  private static ObjectMapper strict() {
    JsonMapper mapper =
        ((JsonMapper) Json.mapper())
            .rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }
}
